import type { JSX } from 'preact';
import type { ImportRequest } from '../../../../server/assets/import/contract.ts';
import { t } from '../../../i18n/console.ts';
import { dateTime, number } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { registerHref } from '../../address.ts';
import { onePane } from '../../width.ts';
import { LayerTitle } from '../layers/layer-title.tsx';

const tones: Readonly<Record<ImportRequest['state'], 'plain' | 'good' | 'warn' | 'bad' | 'brand'>> = {
	uploading: 'plain',
	reading: 'brand',
	ready: 'warn',
	applying: 'brand',
	applied: 'good',
	undoing: 'brand',
	undone: 'plain',
	failed: 'bad',
	discarded: 'plain',
};

/** How far an import is, in a word. */
export const ImportState = ({ state }: Pick<ImportRequest, 'state'>): JSX.Element => <Badge tone={tones[state]}>{t(`importState.${state}`)}</Badge>;

/** What an import is of: its file, its source, or the host of its service. */
export function originWords({ file, source, address }: Pick<ImportRequest, 'file' | 'source' | 'address'>): string {
	if (source) return file ? `${source.title} · ${file.name}` : source.title;
	if (file) return file.name;
	return address && URL.canParse(address) ? new URL(address).host : (address ?? '');
}

const columns = (): Column<ImportRequest>[] => {
	const all: Column<ImportRequest>[] = [
		{
			key: 'origin',
			title: t('imports.origin'),
			heading: true,
			cell: (it) => <a href={registerHref('imports', { import: it.code })}>{originWords(it)}</a>,
		},
		{ key: 'state', title: t('imports.state'), cell: (it) => <ImportState state={it.state} /> },
		{ key: 'class', title: t('layers.layer'), cell: (it) => (it.class ? <LayerTitle id={it.class} /> : <span class="quiet">–</span>) },
		{ key: 'rows', title: t('imports.rows'), figures: true, cell: (it) => (it.reading ? number(it.reading.tally.rows) : '') },
		{ key: 'by', title: t('imports.by'), cell: (it) => it.by ?? t('imports.schedule') },
		{ key: 'at', title: t('imports.begunAt'), cell: (it) => dateTime(it.begunAt) },
	];
	return onePane.value ? all.filter(({ key }) => key === 'origin' || key === 'state') : all;
};

/** The imports there were, newest first. */
export function ImportList({ imports }: { imports: readonly ImportRequest[] }): JSX.Element {
	return (
		<Card title={t('imports.list')} flush>
			<Table caption={t('imports.list')} columns={columns()} rows={imports} keyOf={({ code }) => code} />
		</Card>
	);
}
