import { t } from '../../i18n/console.ts';

const kinds = ['rest', 'open311', 'esri', 'csv'] as const;
const reach = ['url', 'endpoint', 'jurisdiction', 'service', 'layer', 'folder'] as const;
const fields = ['idField', 'stateField', 'assetField', 'chainageField', 'versionField', 'titleField', 'linkField', 'changedField'] as const;

/** A kind of work system, in words; what nobody has words for as it is. */
export function kindWords(kind: string): string {
	const known = kinds.find((it) => it === kind);
	return known ? t(`connections.kind.${known}`) : kind;
}

/** What has to be known to reach a system, in words. */
export function settingWords(name: string): string {
	const known = [...reach, ...fields].find((it) => it === name);
	return known ? t(`connections.setting.${known}`) : name;
}
