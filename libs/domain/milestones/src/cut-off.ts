import { endOf, type Instant, type LocalDate } from '@budget/kernel';

/** 24:00 Asia/Shanghai of the milestone's day: from this instant on it may be judged. */
export const cutOffOf = (date: LocalDate): Instant => endOf(date);

/** Whether its day is over on `today`, so that it may be judged and what it states is due: from the day after it. */
export const isOver = (date: LocalDate, today: LocalDate): boolean => date < today;
