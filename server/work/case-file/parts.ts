import { catalogue, inLanguage } from '../../municipality/index.ts';
import type { Case } from '../contract.ts';
import type { CaseFile } from './gather.ts';
import { facts, heading, lines, type Paper, paragraph, room, subheading, title } from './paper.ts';
import { drawSketch } from './sketch.ts';
import type { Telling } from './telling.ts';

/** A part of the case file: what it tells of the case, onto the paper. */
export type Part = (paper: Paper, file: CaseFile, telling: Telling) => void;

const percent = (share: number): string => `${(share * 100).toFixed(share > 0.99 || share < 0.01 ? 1 : 0)} %`;
const place = ({ lon, lat }: { lon: number; lat: number }): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

/** What everything has cost for this fault and those merged into it, as far as work has ended. */
const costOf = ({ it }: CaseFile): number => it.work.reduce((sum, { cost }) => sum + (cost ?? 0), 0);

const likelihood = ({ fault }: Case, { say }: Telling): string => {
	if (fault.confirmed) return say('fact.confirmed');
	return fault.pLink === null ? '' : percent(fault.pLink);
};

/** The head: which fault, how it stands, by whom and when this was made, and its hash. */
export const head: Part = (paper, file, telling) => {
	const { it, town, contacts, now, by, hash } = file;
	const { fault } = it;
	const { say, when } = telling;
	title(paper, `${say('title')} F-${fault.code}`, town.municipality.name);
	subheading(paper, fault.title);
	paragraph(paper, `${say('madeBy', { when: when(now), name: by })} ${say(contacts ? 'withPersons' : 'withoutPersons')}`, { quiet: true });
	facts(paper, [
		[say('fact.state'), `${telling.named('state', fault.state)} · ${say('fact.since')} ${when(fault.stateSince)}`],
		[say('fact.reason'), fault.reason],
		[say('fact.asset'), fault.asset ? [fault.asset.title, likelihood(it, telling)].filter(Boolean).join(' · ') : say('asset.no')],
		[say('fact.place'), [fault.street, place(fault)].filter(Boolean).join(' · ')],
		[say('fact.chainage'), fault.chainage === null ? null : `${fault.chainage.toFixed(1)} m`],
		[say('fact.ward'), fault.ward],
		[say('fact.department'), telling.department(fault.department)],
		[say('fact.assignee'), fault.assignee ?? say('fact.nobody')],
		[say('fact.priority'), fault.priority],
		[say('fact.first'), when(fault.firstReportAt)],
		[say('fact.last'), when(fault.lastReportAt)],
		[say('fact.reports'), `${fault.reports} · ${say('fact.meToos')}: ${fault.meToos}`],
		[say('fact.due'), when(fault.dueAt)],
		[say('fact.reopened'), fault.reopened > 0 ? say('fact.times', { count: fault.reopened }) : null],
		[say('fact.mergedInto'), fault.mergedInto && `F-${fault.mergedInto}`],
		[say('fact.repeats'), fault.repeatOf && `F-${fault.repeatOf}`],
		[say('fact.held'), file.holds.map((it) => `${telling.named('hold', it.ground)} · ${say('clocks.until')} ${it.until}`).join('\n')],
		[say('fact.cost'), telling.money(costOf(file))],
		[say('hash'), hash.replace(/(.{32})/, '$1 ')],
	]);
	paragraph(paper, say('hashHint'), { quiet: true });
};

/** Where it is. */
export const map: Part = (paper, file, { say }) => {
	// The heading goes to the page of its drawing.
	room(paper, 400);
	heading(paper, say('map.title'));
	drawSketch(paper, file);
	const shown = [say('map.asset'), say('map.fault'), ...(file.contacts ? [say('map.pins')] : []), say('map.roads')];
	paragraph(paper, shown.join(' · '), { quiet: true });
};

type Report = Case['reports'][number];

/** The answers to the short questions, in the words of the questions. */
function answersOf({ answers }: Report, mode: string, language: string): string {
	const questions = catalogue.modes.get(mode)?.mode.questions ?? [];
	return Object.entries(answers)
		.map(([id, given]) => {
			const question = questions.find((it) => it.id === id);
			const choice = question?.choices?.find((it) => it.id === given);
			return `${question ? inLanguage(question.title, language) : id}: ${choice ? inLanguage(choice.title, language) : given}`;
		})
		.join('\n');
}

const candidatesOf = (candidates: Case['together'], none: number | null, { say }: Telling): string =>
	[
		...candidates.map((it) => `${it.title} ${percent(it.probability)} (${it.metres.toFixed(1)} m)`),
		...(none === null ? [] : [`${say('reports.noneOfThese')} ${percent(none)}`]),
	].join(' · ');

function report(paper: Paper, { it, at, file }: { it: Report; at: number; file: CaseFile }, telling: Telling): void {
	const { say, when, named } = telling;
	subheading(paper, `${at} · ${it.ticket} · ${when(it.at)} · ${named('channel', it.channel)} · ${it.language}`);
	paragraph(paper, it.words || say('reports.noWords'));
	const { reporter, pin } = it;
	const metres = Math.round(pin.sigma);
	const method = named('method', pin.method);
	facts(paper, [
		[say('reports.from'), reporter && [reporter.name, reporter.email, reporter.phone].filter(Boolean).join(', ')],
		[say('reports.answers'), answersOf(it, file.it.fault.mode, file.language)],
		['', say(file.contacts ? 'reports.pin' : 'reports.pinWithout', { place: place(pin), method, metres })],
		[say('reports.candidates'), candidatesOf(it.candidates, it.none, telling)],
		['', it.satisfied === null ? null : say('reports.content', { n: it.satisfied })],
	]);
}

/** What was reported, each with its pin and what it could have been about. */
export const reports: Part = (paper, file, telling) => {
	const { it } = file;
	const { say } = telling;
	heading(paper, say('reports.title'));
	if (it.reports.length === 0) paragraph(paper, say('reports.none'), { quiet: true });
	if (it.fault.reports > it.reports.length && it.reports.length > 0)
		paragraph(paper, say('reports.most', { shown: it.reports.length, count: it.fault.reports }), { quiet: true });
	if (it.together.length > 0) facts(paper, [[say('reports.together'), candidatesOf(it.together, null, telling)]]);
	for (const [at, one] of it.reports.entries()) report(paper, { it: one, at: at + 1, file }, telling);
};

/** The asset, and what else was wrong with it and done to it. */
export const asset: Part = (paper, { it, history }, telling) => {
	const { say, when, money, named } = telling;
	heading(paper, say('asset.title'));
	if (!it.asset || !history) {
		paragraph(paper, say('asset.none'), { quiet: true });
		return;
	}
	const { asset: one } = it;
	subheading(paper, one.title);
	facts(paper, [
		[say('asset.key'), one.key],
		[say('asset.owner'), one.owner],
		[say('asset.zone'), one.zone],
		[say('asset.installed'), one.installedOn],
		[say('asset.length'), one.lengthM === null ? null : `${one.lengthM.toFixed(1)} m`],
		[say('asset.condition'), one.conditionGrade === null ? null : `${one.conditionGrade} / 5${one.conditionOn ? ` · ${one.conditionOn}` : ''}`],
		[say('asset.criticality'), one.criticality],
		...one.attributes.map(({ title: name, value }) => [name, value] as const),
	]);
	subheading(paper, say('asset.faults'));
	lines(
		paper,
		history.faults.map((fault) => ({
			left: when(fault.firstReportAt),
			text: `F-${fault.code} · ${fault.title} · ${named('state', fault.state)}`,
			below: [
				fault.asset === one.reference ? '' : fault.asset,
				fault.fixedAt && `${named('state', 'fixed')} ${when(fault.fixedAt)}`,
				fault.cause,
				money(fault.cost),
			]
				.filter(Boolean)
				.join(' · '),
		})),
	);
	if (history.work.length > 0) subheading(paper, say('asset.work'));
	lines(
		paper,
		history.work.map((work) => ({
			left: when(work.at),
			text: `${work.code} · ${named('order.kind', work.kind)} · ${named('order.state', work.state)}`,
			below: [work.outcome && named('order.outcome', work.outcome), money(work.cost), work.hours !== null && `${work.hours} h`].filter(Boolean).join(' · '),
		})),
	);
};
