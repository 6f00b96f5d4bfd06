import type { Writable } from 'node:stream';
import { catalogue, inLanguage, type Town } from '../../municipality/index.ts';
import { drawPage, type Label, newDocument } from './draw.ts';
import { type Layout, onPage } from './layouts.ts';
import type { LabelRow } from './queries.ts';

/** What a label asks of whoever stands before it, as the residents' pages say it. */
const calls: Readonly<Record<string, string>> = { en: 'Report a fault', af: 'Meld ’n fout aan', xh: 'Xela impazamo' };

export interface Sheets {
	rows: readonly LabelRow[];
	layout: Layout;
	/** Places on the first page whose labels have been used already. */
	skip: number;
	town: Town;
	publicUrl: string;
	/** The day on which they are printed, as the municipality's calendar has it. */
	day: string;
}

function labelOf({ reference, class: number }: LabelRow, { town, publicUrl }: Sheets): Label {
	const { languages, name } = town.municipality;
	const home = catalogue.byNumber.get(number);
	const names = languages.slice(0, 3).flatMap((language) => (home ? [inLanguage(home.one, language)] : []));
	const said = languages.flatMap((language) => calls[language] ?? []);
	return {
		reference,
		address: `${publicUrl.replace(/\/+$/, '')}/a/${encodeURIComponent(reference)}`,
		names: [...new Set(names)],
		owner: name,
		calls: said.length > 0 ? said.slice(0, 3) : [calls['en'] ?? ''],
	};
}

/** Rows in pages: the first page has fewer where labels of it have been used. */
function pagesOf({ rows, layout, skip }: Sheets): (readonly LabelRow[])[] {
	const each = onPage(layout);
	const pages = [rows.slice(0, each - skip)];
	for (let from = each - skip; from < rows.length; from += each) pages.push(rows.slice(from, from + each));
	return pages;
}

const rangeOf = (page: readonly LabelRow[]): string => [...new Set([page[0]?.reference, page.at(-1)?.reference])].join(' – ');

/** Waits until something has happened to a stream, or it was given up. */
const either = (out: Writable, event: 'drain' | 'finish'): Promise<void> =>
	new Promise((resolve) => {
		const go = (): void => {
			out.off(event, go).off('close', go).off('error', go);
			resolve();
		};
		out.on(event, go).on('close', go).on('error', go);
	});

/** Writes sheets of labels as PDF, page by page as fast as they are taken: what is not yet taken is never more than a page. */
export async function writeSheets(out: Writable, sheets: Sheets): Promise<void> {
	const { layout, skip, town, day } = sheets;
	const document = newDocument(layout, `${town.municipality.name}, ${day}`);
	const pages = pagesOf(sheets);
	document.pipe(out);
	for (const [at, page] of pages.entries()) {
		const footer = `${town.municipality.name} · ${day} · ${rangeOf(page)} · ${at + 1}/${pages.length}`;
		await drawPage(document, layout, { labels: page.map((row) => labelOf(row, sheets)), skip: at === 0 ? skip : 0, footer });
		if (out.writableNeedDrain) await either(out, 'drain');
		if (out.destroyed) return;
	}
	document.end();
	if (!out.writableFinished) await either(out, 'finish');
}
