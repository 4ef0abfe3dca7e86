import { Menu } from '../design/menu';
import { setTheme, type Theme, THEMES, useTheme } from '../design/theme';
import type { IconName } from '../design/icon';
import { nameOfLanguage, setLanguage, useI18n } from '../i18n/i18n';
import { languageCodes } from '../i18n/registry';

const THEME_ICONS: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

/** Language and colours, for everybody and before anybody is known. */
export function Preferences({ up, align }: { up?: boolean; align?: 'start' | 'end' }) {
  const { t, language } = useI18n();
  const theme = useTheme();
  const place = { ...(up && { up }), ...(align && { align }) };
  return (
    <>
      <Menu
        label={t('preferences.language')}
        icon="globe"
        iconOnly
        kind="plain"
        {...place}
        items={languageCodes().map((code) => ({
          label: nameOfLanguage(code),
          checked: code === language,
          onSelect: () => setLanguage(code),
        }))}
      />
      <Menu
        label={t('preferences.theme')}
        icon={THEME_ICONS[theme]}
        iconOnly
        kind="plain"
        {...place}
        items={THEMES.map((each) => ({
          label: t(`theme.${each}`),
          icon: THEME_ICONS[each],
          checked: each === theme,
          onSelect: () => setTheme(each),
        }))}
      />
    </>
  );
}
