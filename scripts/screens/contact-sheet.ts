import type { Language, Theme } from '../../tests/support/browser.ts';

/** A picture that was taken, or why it could not be. */
export interface Picture {
	name: string;
	look: { width: number; language: Language; theme: Theme };
	file: string | null;
	wrong: readonly string[];
}

const escaped = (words: string): string => words.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);

const figure = ({ look: { width, language, theme }, file, wrong }: Picture): string => `
	<figure style="width:${width === 360 ? 240 : 640}px">
		${file ? `<a href="${file}"><img src="${file}" alt="" loading="lazy"></a>` : ''}
		<figcaption>${width} px · ${language} · ${theme}${wrong.map((it) => `<pre>${escaped(it)}</pre>`).join('')}</figcaption>
	</figure>`;

/** All pictures on one page, each screen with its looks side by side. */
export function sheet(pictures: readonly Picture[]): string {
	const names = [...new Set(pictures.map(({ name }) => name))];
	const sections = names.map((name) => {
		const those = pictures.filter((it) => it.name === name);
		return `<section id="${name}"><h2>${name}</h2>${those.map(figure).join('')}</section>`;
	});
	return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every screen</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 24px; background: #777; color: #fff }
section { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; margin-bottom: 48px }
h2 { width: 100%; margin: 0 }
figure { margin: 0 }
img { width: 100%; display: block }
pre { white-space: pre-wrap; color: #ffd0d0 }
</style>
<h1>Every screen</h1>${sections.join('\n')}</html>`;
}
