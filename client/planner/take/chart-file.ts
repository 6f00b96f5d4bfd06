import type { ReportAnswer } from '../../../server/planning/contract.ts';
import { dateTime } from '../../i18n/format.ts';
import { paint } from '../paint.ts';
import { draw } from '../plot.ts';

const space = 'http://www.w3.org/2000/svg';
const [width, margin] = [900, 24];
const family = 'system-ui, Arial, sans-serif';

const made = (name: string, attributes: Readonly<Record<string, string | number>>, words?: string): SVGElement => {
	const it = document.createElementNS(space, name);
	for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, String(value));
	if (words !== undefined) it.textContent = words;
	return it;
};

/** Words in lines that are about as wide as the picture. */
function lines(words: string, letters: number): string[] {
	const found: string[] = [''];
	for (const word of words.split(' ')) {
		const last = found.at(-1) ?? '';
		if (last.length + word.length > letters) found.push(word);
		else found[found.length - 1] = last ? `${last} ${word}` : word;
	}
	return found;
}

interface Written {
	size: number;
	weight: number;
	ink: string;
}

/** Writes lines one under the other; answers where the next would stand. */
function write(into: SVGElement, words: string, { y, size, weight, ink }: Written & { y: number }): number {
	const each = lines(words, Math.floor((width - 2 * margin) / (size * (weight > 500 ? 0.63 : 0.54))));
	for (const [at, it] of each.entries())
		into.append(made('text', { x: margin, y: y + (at + 1) * size * 1.3, 'font-size': size, 'font-weight': weight, fill: ink, 'font-family': family }, it));
	return y + each.length * size * 1.3 + 6;
}

/** The chart as a picture that says by itself what it shows: question, what was counted, axes, how it is counted, source, when. Always on white. */
function pictureOf(answer: ReportAnswer): { svg: SVGElement; height: number } {
	const svg = made('svg', { xmlns: space, width, 'font-family': family });
	const inner = draw(answer, { width: width - 2 * margin, colour: paint(answer, 'light').ofRow, ink: '#1b1d20', line: '#dcdcd6' });
	const ground = made('rect', { x: 0, y: 0, width, fill: '#ffffff' });
	svg.append(ground);
	let y = write(svg, answer.question, { y: 12, size: 20, weight: 700, ink: '#1b1d20' });
	y = write(svg, answer.about, { y, size: 14, weight: 600, ink: '#1b1d20' });
	y = write(svg, answer.chart.title, { y, size: 13, weight: 400, ink: '#484c53' });
	inner.setAttribute('x', String(margin));
	inner.setAttribute('y', String(y + 6));
	svg.append(inner);
	y = write(svg, answer.definition, { y: y + 12 + Number(inner.getAttribute('height') ?? 0), size: 11, weight: 400, ink: '#484c53' });
	y = write(svg, `${answer.source} ${dateTime(answer.asOf)}`, { y, size: 11, weight: 400, ink: '#484c53' });
	const height = Math.ceil(y + 12);
	ground.setAttribute('height', String(height));
	svg.setAttribute('height', String(height));
	svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
	return { svg, height };
}

function save(content: Blob, name: string): void {
	const address = URL.createObjectURL(content);
	Object.assign(document.createElement('a'), { href: address, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function asPng(text: string, height: number): Promise<Blob | null> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
	await image.decode();
	const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
	canvas.getContext('2d')?.drawImage(image, 0, 0, width * 2, height * 2);
	return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** Keeps the chart of an answer as a file, drawn anew on white whatever the screen shows. */
export async function keepChart(answer: ReportAnswer, kind: 'svg' | 'png'): Promise<void> {
	const { svg, height } = pictureOf(answer);
	const text = new XMLSerializer().serializeToString(svg);
	const content = kind === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await asPng(text, height);
	if (content) save(content, `${answer.id}.${kind}`);
}
