import type { Request, Response, Router } from 'express';
import { type FoundPlace, findPlace } from '../assets/index.ts';
import { type Context, catalogue, inLanguage } from '../municipality/index.ts';
import { problemOf } from '../platform/errors.ts';
import { uploads } from '../platform/files.ts';
import { parseInput } from '../platform/input.ts';
import { badField, type Problem } from '../platform/problem.ts';
import { NewReport, type Ticket } from './contract.ts';
import { type PlainWords, plainWords } from './plain-words.ts';
import { take } from './take.ts';

const path = '/report.html';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);

interface Page {
	language: string;
	words: PlainWords;
	context: Context;
}

const pageOf = (context: Context): Page => ({ language: context.language, words: plainWords[context.language] ?? (plainWords['en'] as PlainWords), context });

const shell = ({ language, words }: Page, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title><link rel="stylesheet" href="/api/page.css"></head>
<body><main><h1>${words.title}</h1>${body}</main></body></html>`;

/** Every trouble that is offered, by the kind of thing it is about. */
function choices({ context, language }: Page): string {
	const groups = catalogue.classes.map((home) => {
		const offered = home.modes.filter((it) => context.town.services.get(it.code)?.enabled);
		const options = offered.map((it) => `<option value="${it.code}">${escaped(inLanguage(it.title, language))}</option>`).join('');
		return options && `<optgroup label="${escaped(inLanguage(home.title, language))}">${options}</optgroup>`;
	});
	return `<option value="">–</option>${groups.join('')}`;
}

function form(page: Page, refused = ''): string {
	const { words, language, context } = page;
	const { phone } = context.town.municipality.emergency;
	const said = refused && `<p role="alert"><strong>${escaped(refused)}</strong></p>`;
	return shell(
		page,
		`<p>${words.emergency} <a href="tel:${escaped(phone.replaceAll(' ', ''))}">${escaped(phone)}</a></p>${said}
<form method="post" action="${path}?language=${language}" enctype="multipart/form-data"><input type="hidden" name="language" value="${language}">
<p><label>${words.what}<br><select name="mode" required>${choices(page)}</select></label></p>
<p><label>${words.where}<br><input name="place" required maxlength="120" autocomplete="street-address"></label></p>
<p><label>${words.words}<br><textarea name="words" rows="4" maxlength="4000"></textarea></label></p>
<p><label>${words.photos}<br><input type="file" name="photos" accept="image/*" multiple></label></p>
<p><label>${words.email}<br><input type="email" name="email" maxlength="200" autocomplete="email"></label></p>
<p><label>${words.phone}<br><input type="tel" name="phone" maxlength="24" autocomplete="tel"></label></p>
<p><label><input type="checkbox" name="notEmergency" value="true"> ${words.noEmergency}</label></p>
<p hidden><label>Website<input name="website" tabindex="-1" autocomplete="off"></label></p>
<p><button>${words.send}</button></p></form>`,
	);
}

const thanks = (page: Page, ticket: Ticket): string =>
	shell(page, `<p>${page.words.thanks}</p><p><strong>${ticket.ticket}</strong></p><p><a href="${ticket.tracking}">${page.words.follow}</a></p>`);

/** A pole number is a tapped asset, a position was read off a receiver, an address is a place between known house numbers; nothing less will do. */
async function placed(context: Context, text: string): Promise<Record<string, unknown>> {
	const found: FoundPlace | undefined = text.trim() ? await findPlace(context, text.trim()) : undefined;
	if (!found) throw badField('place', 'not found');
	const { lon, lat, reference, position } = found;
	if (position) return { lon, lat, method: 'gnss', accuracy: 5 };
	return reference === null ? { lon, lat, method: 'address' } : { lon, lat, method: 'asset-click', asset: reference };
}

async function post(request: Request, context: Context): Promise<Ticket> {
	const { place, ...fields } = request.body as Record<string, unknown>;
	const at = await placed(context, typeof place === 'string' ? place : '');
	const input = parseInput(NewReport, { ...fields, ...at });
	return context.db.transaction((db) => take({ ...context, db }, input, { script: false }));
}

const whyNot = ({ words }: Page, { code, errors, message }: Problem): string => {
	if (code === 'emergency') return words.isEmergency;
	return errors.some((it) => it.path === 'place') ? words.notFound : message;
};

/** The whole report as one page that works without script: what is wrong, where, words, photos, contact. */
export function plainForm(router: Router, begin: (request: Request) => Promise<Context>): void {
	router.get(
		path,
		async (request: Request, response: Response) =>
			void response
				.set('cache-control', 'no-cache')
				.type('html')
				.send(form(pageOf(await begin(request)))),
	);
	router.post(path, uploads(5), async (request: Request, response: Response) => {
		const context = await begin(request);
		const page = pageOf(context);
		try {
			response.type('html').send(thanks(page, await post(request, context)));
		} catch (error) {
			const problem = problemOf(error);
			response
				.status(problem.status)
				.type('html')
				.send(form(page, whyNot(page, problem)));
		}
	});
}
