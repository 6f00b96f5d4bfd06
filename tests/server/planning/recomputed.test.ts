import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { queue } from '../../../server/faults/queue.ts';
import { isOpen } from '../../../server/faults/states.ts';
import { type Context, loadTown } from '../../../server/municipality/index.ts';
import { answerReport } from '../../../server/planning/run.ts';
import { db, undone } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';
import { attempt, type Does, deed, type Stage } from './deeds.ts';
import { type Life, toldBy } from './from-events.ts';
import { backlog, closedNotDone, cost, day, type Figures, failures, figures, firstTimeFix, grouped, inTime, localDay, timeToFix } from './recomputed.ts';

afterAll(() => db.destroy());

/** Two older faults come into the third, and part from it in the order in which they came: it is as old as whatever is still in it. */
const partedInOrder: { after: number; does: Does }[] = [
	{ after: 400, does: { what: 'report', place: 3, mode: 'street-light.out' } },
	{ after: 400, does: { what: 'report', place: 4, mode: 'street-light.out' } },
	{ after: 1, does: { what: 'merge', fault: 3, into: 4 } },
	{ after: 1, does: { what: 'merge', fault: 0, into: 4 } },
	{ after: 1, does: { what: 'unmerge', fault: 1 } },
	{ after: 1, does: { what: 'move', fault: 4, to: 'fixed' } },
];

/** What the product answers, as far as the same figures go. */
async function answered(context: Context, id: string, raw: Record<string, string>, wanted: readonly string[]): Promise<Figures> {
	const { rows } = await answerReport(context, { id, language: 'en', raw });
	return Object.fromEntries(rows.map(({ key, cells }) => [key, Object.fromEntries(wanted.map((name) => [name, cells[name]]))]));
}

/** Every figure recomputed from the events is the one that is shown. */
async function mustAgree(context: Context, now: Date): Promise<void> {
	const told = await toldBy(context.db);
	const period = { from: localDay(new Date(now.getTime() - 500 * day)), to: localDay(now) };
	const shown = (id: string, raw: Record<string, string>, wanted: readonly string[]) => answered(context, id, { ...period, ...raw }, wanted);
	const parts = { ward: (it: Life) => it.ward, class: (it: Life) => it.class, department: (it: Life) => it.department, mode: (it: Life) => it.mode };

	const { counts: lanes } = await queue(context, { order: 'oldest', limit: 1, language: 'en' } as never);
	expect(lanes['open']).toBe(told.lives.filter(({ state }) => isOpen(state)).length);
	const all = await shown('backlog', {}, ['opened', 'ended', 'open']);
	expect(all).toEqual(backlog(told, Object.keys(all)));
	for (const [department, lives] of grouped(told.lives, parts.department))
		expect(await shown('backlog', { department }, ['opened', 'ended', 'open'])).toEqual(backlog({ ...told, lives }, Object.keys(all)));
	for (const by of ['ward', 'class'] as const)
		expect(await shown('closed-not-done', { by }, ['ended', 'undone', 'share'])).toEqual(closedNotDone(told, parts[by]));
	for (const by of ['class', 'department', 'mode'] as const) {
		expect(await shown('time-to-fix', { by }, ['faults', 'open', 'share'])).toEqual(timeToFix(told, parts[by], now));
		expect(await shown('first-time-fix', { by }, ['fixed', 'again', 'share'])).toEqual(firstTimeFix(told, parts[by], now));
		expect(await shown('cost', { by }, ['faults', 'cost', 'each'])).toEqual(cost(told, parts[by]));
	}
	expect(await shown('worst-assets', { class: 'street-lights' }, ['failures'])).toEqual(failures(told));
	const wards = new Map(told.lives.map(({ id, ward }) => [id, ward]));
	const reports = figures(
		grouped(told.reports, ({ fault }) => wards.get(fault) ?? 0),
		(own) => ({ reports: own.length }),
	);
	expect(await shown('channels-and-languages', { by: 'ward' }, ['reports'])).toEqual(reports);
	const year = String(Number(localDay(now).slice(0, 4)) - (Number(localDay(now).slice(5, 7)) < 7 ? 1 : 0));
	const promises = await answered(context, 'statutory-indicators', { year }, ['counted', 'share']);
	const since = new Date(`${year}-07-01T00:00:00+02:00`);
	const ofYear = { ...told, lives: told.lives.filter(({ first }) => first >= since) };
	expect(promises['BEGUN']).toEqual(inTime(ofYear, { hours: 48, begun: true }, now));
	expect(promises['MENDED']).toEqual(inTime(ofYear, { hours: 200, begun: false }, now));
}

it(
	'whatever is reported, linked, merged, parted, ordered, closed, reopened, withdrawn and undone, each figure that is shown is the one that the events alone give',
	undone(async (outer) => {
		const { id: personId } = await addPerson(outer, {
			email: 'e@example.org',
			name: 'E',
			password: 'a-good-password',
			language: 'en',
			roles: [{ role: 'engineer' }],
		});
		for (const [code, kind, hours] of [
			['BEGUN', 'answered', 48],
			['MENDED', 'fixed', 200],
		] as const)
			await outer('indicator').insert({ code, source: 'Test', title: { en: code }, kind, class: 'street-lights', hours });
		const places: Stage['places'] = [];
		for (const along of [0, 105, 210, 330, 440]) places.push(await lonLat(outer, 311_000 + along, 6_265_004));
		const [{ now }] = (await outer.raw('select now()')).rows;
		const actor = { personId, name: 'E', may: () => true };
		const common = { actor, town: await loadTown(outer), sender: 'test', language: 'en', photos: [] };
		let did = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(deed, { minLength: 16, maxLength: 34 }), async (deeds) => {
				const trial = await outer.transaction();
				try {
					const stage: Stage = { places, tickets: [] };
					const span = deeds.reduce((sum, { after }) => sum + after, 0) * 3_600_000;
					// The later deeds are of the last day, when they can still be taken back.
					let at = now.getTime() - span * 0.4;
					for (const place of [0, 1, 2])
						await attempt({ ...common, db: trial, now: new Date(at) } as unknown as Context, stage, { what: 'report', place, mode: 'street-light.out' });
					for (const { after, does } of deeds) {
						at = Math.min(now.getTime(), at + after * 3_600_000);
						if (await attempt({ ...common, db: trial, now: new Date(at) } as unknown as Context, stage, does)) did += 1;
					}
					await mustAgree({ ...common, db: trial, now } as unknown as Context, now);
				} finally {
					await trial.rollback();
				}
			}),
			{ numRuns: 11, seed: 11, examples: [[partedInOrder as never]], endOnFailure: true },
		);
		expect(did).toBeGreaterThan(100);
	}),
	120_000,
);
