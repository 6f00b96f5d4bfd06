import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Link } from './links.ts';
import { say } from './words.ts';

/** What stands on a page. */
export interface Page {
	readonly title: string;
	/** The page's own part, as HTML. */
	readonly body: string;
	readonly links: readonly Link[];
	/** Where it stands: addresses with their names, from the start. */
	readonly crumbs: readonly { href: string; title: string }[];
}

interface Wearing {
	readonly language: string;
	readonly languages: readonly string[];
	readonly town: string;
	/** The same page in another language. */
	readonly inLanguage: (language: string) => string;
	/** Whether the client is served from its sources. */
	readonly development: boolean;
}

/** Text as it may stand in HTML. */
export const escaped = (text: unknown): string => String(text ?? '').replaceAll(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);

const built = fileURLToPath(new URL('../../../dist/standards/index.html', import.meta.url));
const source = fileURLToPath(new URL('../../../client/standards/index.html', import.meta.url));
const bare = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title></head><body><div id="page"></div></body></html>';

let kept: string | undefined;

/** The frame of our pages, as the client was built; its sources where it was not. */
function frame(development: boolean): string {
	if (development) return existsSync(source) ? readFileSync(source, 'utf8') : bare;
	kept ??= [built, source].filter((it) => existsSync(it)).map((it) => readFileSync(it, 'utf8'))[0] ?? bare;
	return kept;
}

/** A link as people see it: what it leads to, and of what kind it is. */
const linkItem = ({ href, rel, type, title, templated }: Link): string => {
	const about = [rel.replace(/^.*\/(?=[^/]+$)/, ''), type].filter(Boolean).map(escaped).join(' · ');
	const name = escaped(title ?? href);
	return `<li><a href="${escaped(href)}" rel="${escaped(rel)}"${type ? ` type="${escaped(type)}"` : ''}${templated ? ' data-templated' : ''}>${name}</a> <small>${about}</small></li>`;
};

const languageNames: Readonly<Record<string, string>> = { en: 'English', af: 'Afrikaans', xh: 'isiXhosa' };

function languages({ language, languages: offered, inLanguage }: Wearing): string {
	const items = offered.map((it) => {
		const name = escaped(languageNames[it] ?? it);
		return it === language
			? `<li><span lang="${it}" aria-current="true">${name}</span></li>`
			: `<li><a href="${escaped(inLanguage(it))}" lang="${it}" hreflang="${it}">${name}</a></li>`;
	});
	return `<nav class="ogc-languages" aria-label="${escaped(say(language, 'language'))}"><ul class="bare-list">${items.join('')}</ul></nav>`;
}

function content({ title, body, links, crumbs }: Page, wearing: Wearing): string {
	const { language, town } = wearing;
	const list = links.map(linkItem).join('');
	const path = crumbs.map(({ href, title: name }) => `<li><a href="${escaped(href)}">${escaped(name)}</a></li>`).join('');
	return `${town && `<header class="ogc-head"><a class="ogc-town" href="/">${escaped(town)}</a>${languages(wearing)}</header>`}
<main class="ogc-page">${path && `<nav class="ogc-crumbs" aria-label="${escaped(say(language, 'path'))}"><ol class="bare-list">${path}</ol></nav>`}
<h1>${escaped(title)}</h1>
${body}
${list && `<section class="ogc-links" aria-labelledby="links"><h2 id="links">${escaped(say(language, 'links'))}</h2><ul class="bare-list">${list}</ul></section>`}</main>`;
}

/** A whole page in the product's dress. */
export function render(page: Page, wearing: Wearing): string {
	const { language, town, development } = wearing;
	return frame(development)
		.replace(/<html lang="[^"]*"/, () => `<html lang="${escaped(language)}"`)
		.replace(/<title>[^<]*<\/title>/, () => `<title>${[page.title, town].filter(Boolean).map(escaped).join(' · ')}</title>`)
		.replace('<div id="page"></div>', () => `<div id="page">${content(page, wearing)}</div>`);
}

/** A table with headings; cells are HTML. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[], caption: string): string =>
	`<div class="ogc-wide" tabindex="0" role="region" aria-label="${escaped(caption)}"><table><thead><tr>${headings.map((it) => `<th scope="col">${escaped(it)}</th>`).join('')}</tr></thead><tbody>${rows
		.map((row) => `<tr>${row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`)
		.join('')}</tbody></table></div>`;

/** Names with what they stand for; the latter is HTML. */
export const facts = (pairs: readonly (readonly [string, string])[]): string =>
	`<dl class="ogc-facts">${pairs.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${value}</dd></div>`).join('')}</dl>`;

const short = 24;

/** A value for people: a date as it is, an empty one as a dash; short ones stay on one line. */
export function cell(value: unknown): string {
	if (value === null || value === undefined || value === '') return '–';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > short ? escaped(text) : `<span class="ogc-short">${escaped(text)}</span>`;
}

/** A place for the map; without script there is none, and all it shows stands in the table. */
export const mapPlace = (url: string, label: string): string => `<div class="ogc-map" data-features="${escaped(url)}" data-label="${escaped(label)}"></div>`;
