import { brief } from '../assets/index.ts';
import { authorityOf, type Context } from '../municipality/index.ts';
import type { Snap } from './contract.ts';
import { model } from './model.ts';
import type { OpenOn } from './queries.ts';
import { plainTitle } from './show.ts';
import type { Snapped, Weighed } from './snap.ts';

const likely = (p: number): Snap['candidates'][number]['likely'] => (p >= 0.9 ? 'very-likely' : p >= 0.5 ? 'likely' : p >= 0.1 ? 'possible' : 'unlikely');

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** How days are written in a zone; kept, as making one takes longer than weighing a candidate. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
	const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
	dayFormats.set(timeZone, format);
	return format;
}

/** An open fault as residents see it: the day, not the minute. */
function openView(fault: OpenOn, context: Context, language: string): NonNullable<Snap['candidates'][number]['open']> {
	const { code, mode, state, reports, photo } = fault;
	const day = (moment: string): string => dayFormat(context.town.municipality.zone).format(new Date(moment));
	return { code, mode, title: plainTitle(mode, language), state, since: day(fault.since), due: fault.due && day(fault.due), reports, photo };
}

function candidateView({ row, p, open }: Weighed, context: Context, language: string): Snap['candidates'][number] {
	const asset = brief(row, { language, staff: context.actor.may('asset.read') });
	const first = open.find(({ fault }) => !fault.held)?.fault;
	return {
		asset,
		probability: Number(p.toFixed(4)),
		likely: likely(p),
		metres: Number(row.metres.toFixed(1)),
		chainage: null,
		open: first ? openView(first, context, language) : null,
		authority: authorityOf(context.town, { owner: row.owner, mode: '', ward: null, language }),
	};
}

interface Answering {
	language: string;
	/** What is known there already. */
	known: Pick<Snap, 'notices' | 'outage'>;
}

/** What `/api/snap` answers: the candidates worth showing, and what to do next. */
export function snapAnswer(snapped: Snapped, context: Context, { language, known }: Answering): Snap {
	const { mode, candidates, none, decision, asked, sigma, surroundings, loose } = snapped;
	return {
		candidates: candidates.filter((it, i) => i < 8 && (it.p >= 0.005 || i < asked)).map((it) => candidateView(it, context, language)),
		none: Number(none.toFixed(4)),
		decision,
		asked,
		coverage: model.coverage,
		sigma: Number(sigma.toFixed(1)),
		street: surroundings.street,
		ward: surroundings.ward,
		model: model.name,
		authority: authorityOf(context.town, { mode: mode.code, ward: surroundings.ward, language }),
		...known,
		nearby: loose.filter(({ fault }) => !fault.held).map(({ fault }) => ({ ...openView(fault, context, language), metres: Number(fault.metres.toFixed(0)) })),
	};
}
