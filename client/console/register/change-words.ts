import { t } from '../../i18n/console.ts';

const kinds = ['import', 'edit', 'proposal', 'inspection', 'undo'] as const;

/** What kind of change of the register it was. */
export function changeWords(kind: string): string {
	const known = kinds.find((it) => it === kind);
	return known ? t(`change.${known}`) : kind;
}
