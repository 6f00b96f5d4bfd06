import { isOpen, type PublicRow, publicFaultSql, publicView } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { maybeOne } from '../../platform/sql.ts';
import { size } from './picture.ts';
import { wardSql } from './queries.ts';
import { sharingWords } from './words.ts';

/** What a link is shown with, where it is shared: nothing that a fault's or ward's own page does not show to everybody. */
interface Card {
	title: string;
	text: string;
	/** Paths of the page, its picture, and its feed. */
	page: string;
	picture: string;
	feed: string;
}

type Holes = Readonly<Record<string, string | number>>;

const filled = (text: string, holes: Holes): string => text.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));

async function faultCard({ db, town, language }: Context, code: string): Promise<Card | undefined> {
	const row = await maybeOne<PublicRow>(db, publicFaultSql({ code }));
	if (!row) return undefined;
	const fault = publicView(row, language);
	const words = sharingWords(language);
	const where = [fault.asset, fault.street].filter(Boolean).join(', ');
	return {
		title: where ? `${fault.title} – ${where}` : fault.title,
		text: filled(isOpen(fault.state) ? words.faultText : words.over, { since: fault.since, town: town.municipality.name }),
		page: `/f/${fault.code}`,
		picture: `/share/f/${fault.code}.png`,
		feed: fault.asset ? `/feeds/faults.atom?asset=${encodeURIComponent(fault.asset)}` : '/feeds/faults.atom',
	};
}

async function wardCard({ db, town, language }: Context, code: string): Promise<Card | undefined> {
	const row = await maybeOne<{ name: string; open: number }>(db, wardSql(code));
	if (!row) return undefined;
	const words = sharingWords(language);
	const named = encodeURIComponent(code);
	return {
		title: filled(words.ward, { ward: row.name }),
		text: filled(words.wardText, { count: row.open, town: town.municipality.name }),
		page: `/ward/${named}`,
		picture: `/share/ward/${named}.png`,
		feed: `/feeds/faults.atom?ward=${named}`,
	};
}

function townCard({ town, language }: Context, page: string): Card {
	const words = sharingWords(language);
	const holes = { town: town.municipality.name };
	return { title: filled(words.town, holes), text: filled(words.townText, holes), page, picture: '/share/town/town.png', feed: '/feeds/faults.atom' };
}

/** The card of an address of the residents' app. What is not known there has the town's. */
export async function cardOf(context: Context, path: string): Promise<Card> {
	const [, kind, code = ''] = /^\/(f|ward)\/([^/]{1,20})$/.exec(path) ?? [];
	const known = kind === 'f' ? await faultCard(context, code) : kind === 'ward' ? await wardCard(context, code) : undefined;
	return known ?? townCard(context, path === '/map' ? '/map' : '/');
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);

/** A page with what is said of it in its head: Open Graph, and where its feed is. */
export function withCard(
	html: string,
	{ title, text, page, picture, feed }: Card,
	{ language, publicUrl, town }: { language: string; publicUrl: string; town: string },
): string {
	const named: [string, string][] = [
		['og:type', 'website'],
		['og:site_name', town],
		['og:title', title],
		['og:description', text],
		['og:url', publicUrl + page],
		['og:locale', language],
		['og:image', publicUrl + picture],
		['og:image:type', 'image/png'],
		['og:image:width', String(size.width)],
		['og:image:height', String(size.height)],
	];
	const lines = [
		...named.map(([property, content]) => `<meta property="${property}" content="${escaped(content)}">`),
		`<meta name="description" content="${escaped(text)}">`,
		'<meta name="twitter:card" content="summary_large_image">',
		`<link rel="alternate" type="application/atom+xml" href="${escaped(feed)}">`,
	];
	return html
		.replace(/<html lang="[^"]*"/, () => `<html lang="${escaped(language)}"`)
		.replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`)
		.replace('</head>', () => `${lines.join('\n')}\n</head>`);
}
