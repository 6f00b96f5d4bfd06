import type { Entry, Feed } from './feed.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML 1.0 may hold it: control characters have no place there. */
const escaped = (text: string): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
	text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (it) => escapes[it] ?? it);

const declaration = '<?xml version="1.0" encoding="utf-8"?>';

const atomEntry = ({ link, title, published, updated, text, category, lon, lat }: Entry): string => `
	<entry>
		<id>${escaped(link)}</id>
		<title>${escaped(title)}</title>
		<link rel="alternate" type="text/html" href="${escaped(link)}"/>
		<published>${published}</published>
		<updated>${updated}</updated>
		<category term="${escaped(category)}"/>
		<content type="text">${escaped(text)}</content>
		<georss:point>${lat.toFixed(5)} ${lon.toFixed(5)}</georss:point>
	</entry>`;

/** Atom 1.0 (RFC 4287). */
export const atom = ({ title, language, author, self, page, updated, entries }: Feed): string => `${declaration}
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" xml:lang="${escaped(language)}">
	<id>${escaped(self)}</id>
	<title>${escaped(title)}</title>
	<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
	<link rel="alternate" type="text/html" href="${escaped(page)}"/>
	<updated>${updated}</updated>
	<author><name>${escaped(author)}</name></author>${entries.map(atomEntry).join('')}
</feed>
`;

/** An instant as RSS writes it (RFC 822): always in UTC. */
const mailDate = (instant: string): string => new Date(instant).toUTCString();

const rssItem = ({ link, title, published, text, category, lon, lat }: Entry): string => `
		<item>
			<guid isPermaLink="true">${escaped(link)}</guid>
			<title>${escaped(title)}</title>
			<link>${escaped(link)}</link>
			<pubDate>${mailDate(published)}</pubDate>
			<category>${escaped(category)}</category>
			<description>${escaped(text)}</description>
			<georss:point>${lat.toFixed(5)} ${lon.toFixed(5)}</georss:point>
		</item>`;

/** RSS 2.0. */
export const rss = ({ title, language, self, page, updated, entries }: Feed): string => `${declaration}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss">
	<channel>
		<title>${escaped(title)}</title>
		<link>${escaped(page)}</link>
		<atom:link rel="self" type="application/rss+xml" href="${escaped(self)}"/>
		<description>${escaped(title)}</description>
		<language>${escaped(language)}</language>
		<lastBuildDate>${mailDate(updated)}</lastBuildDate>${entries.map(rssItem).join('')}
	</channel>
</rss>
`;
