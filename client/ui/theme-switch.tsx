import type { JSX } from 'preact';
import { t } from '../i18n/shared.ts';
import { IconButton } from './icon-button.tsx';
import { contrast, moon, sun } from './icons.ts';
import { setTheme, type Theme, theme } from './theme.ts';

const next: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const icons: Record<Theme, string> = { auto: contrast, light: sun, dark: moon };

/** Goes round: like the device, light, dark. */
export function ThemeSwitch(): JSX.Element {
	const now = theme.value;
	return <IconButton path={icons[now]} label={`${t('theme.choose')}: ${t(`theme.${now}`)}`} onClick={() => setTheme(next[now])} />;
}
