/** Chinese sans-serif faces of the usual systems; nothing is loaded from elsewhere. */
export const fontFamily = `"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif`;
