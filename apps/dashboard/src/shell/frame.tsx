import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useLayoutEffect, useMemo } from 'react';
import { Outlet } from 'react-router';
import { antTheme } from '../theme/ant-theme';
import { applyPalette } from '../theme/apply-palette';
import { useReadingPreferences } from '../theme/reading-preferences';
import { useLanguage } from '../words/use-words';

/** Language, colours and type size for everything below. */
export function Frame() {
  const language = useLanguage();
  const reading = useReadingPreferences();
  const theme = useMemo(() => antTheme(reading), [reading]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  useLayoutEffect(() => applyPalette(reading), [reading]);
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      virtual={false}
    >
      <Outlet />
    </ConfigProvider>
  );
}
