import { endOf, type Instant, type LocalDate } from '@budget/kernel';

/** 24:00 Asia/Shanghai of the milestone's day: from this instant on it may be judged. */
export const cutOffOf = (date: LocalDate): Instant => endOf(date);
