import { conformsTo } from './conformance.ts';
import { escaped } from './html.ts';
import { type Link, relation, selfLinks } from './links.ts';
import { mediaType } from './negotiate.ts';
import { type Answer, type Ask, crumbsTo, type Resource, told } from './resource.ts';

const definitionType = mediaType('definition', 'json');

function landingLinks({ base, request, form }: Ask, title: string, ask: Ask): Link[] {
	return [
		...selfLinks(request, 'plain', form, title),
		{ href: `${base}/api?f=json`, rel: 'service-desc', type: definitionType, title: told(ask, 'definition') },
		{ href: `${base}/api?f=html`, rel: 'service-doc', type: 'text/html', title: told(ask, 'definition') },
		{ href: `${base}/conformance`, rel: 'conformance', type: 'application/json', title: told(ask, 'conformance') },
		{ href: `${base}/collections`, rel: 'data', type: 'application/json', title: told(ask, 'collections') },
		{ href: `${base}/functions`, rel: relation('functions'), type: 'application/json', title: told(ask, 'functions') },
		{ href: `${base}/tileMatrixSets`, rel: relation('tiling-schemes'), type: 'application/json', title: told(ask, 'tileMatrixSet') },
	];
}

function landing(ask: Ask): Answer {
	const { base, context, collections } = ask;
	const title = told(ask, 'title', { town: context.town.municipality.name });
	const description = told(ask, 'description');
	const links = landingLinks(ask, title, ask);
	return {
		title,
		links,
		crumbs: [],
		json: () => ({ title, description, links }),
		html: () =>
			`<p>${escaped(description)}</p><h2>${escaped(told(ask, 'collections'))}</h2><ul class="ogc-cards bare-list">${[...collections.values()]
				.map((it) => `<li><a href="${escaped(base)}/collections/${it.id}">${escaped(it.title)}</a><p>${escaped(it.description)}</p></li>`)
				.join('')}</ul>`,
	};
}

function conformance(ask: Ask): Answer {
	const title = told(ask, 'conformance');
	const links = selfLinks(ask.request, 'plain', ask.form, title);
	return {
		title,
		links,
		crumbs: crumbsTo(ask).slice(0, 1),
		json: () => ({ conformsTo, links }),
		html: () => `<ul class="ogc-plain">${conformsTo.map((it) => `<li><a href="${escaped(it)}">${escaped(it)}</a></li>`).join('')}</ul>`,
	};
}

const nothing = (): [] => [];

/** The start, and which standards are kept. */
export const landingResources: readonly Resource[] = [
	{ path: '/', operation: 'getLandingPage', given: 'plain', summary: 'Where everything begins.', parameters: nothing, answer: landing },
	{ path: '/conformance', operation: 'getConformance', given: 'plain', summary: 'Which standards are kept.', parameters: nothing, answer: conformance },
];
