import { describe, expect, it } from 'vitest';
import { words } from '../../client/i18n/words/first-hour/en.ts';
import { type Moment, type Path, paths, pathsFor, screenAt, steps } from '../../client/ui/help/paths.ts';
import { isDone, notice, progress } from '../../client/ui/help/progress.ts';
import { roleRules } from '../../server/auth/rights.ts';

const moment = (address: string, did: string | null = null): Moment => {
	const url = new URL(address, 'https://town.example');
	return { path: url.pathname, query: url.searchParams, did };
};

describe('a first hour', () => {
	it('is for each work that people do here, begins with the app they are in, and has words for every step', () => {
		const ofRole = (role: keyof typeof roleRules, app = '/console/'): Path[] => pathsFor(roleRules[role].rights, app);
		expect(ofRole('engineer')[0]).toBe('engineer');
		expect(ofRole('planner')).toEqual(['planner']);
		expect(ofRole('gis-officer')).toEqual(['gis']);
		expect(ofRole('contact-centre')).toEqual(['contact']);
		expect(ofRole('crew', '/crew/')).toEqual(['crew']);
		expect(ofRole('administrator')[0]).toBe('admin');
		expect(ofRole('administrator', '/planner/')[0]).toBe('planner');
		for (const path of paths) {
			expect(steps[path].length).toBeGreaterThanOrEqual(5);
			for (const { id } of steps[path]) for (const key of [`step.${path}.${id}`, `how.${path}.${id}`]) expect(words).toHaveProperty([key]);
		}
	});

	it('notices by the address, or by what the server has done, that a step is done, and of each step once', () => {
		const report = '/planner/?report=failures-by-class-and-ward';
		notice(['planner'], moment(report));
		expect([isDone('planner', 'report'), isDone('planner', 'behind'), isDone('planner', 'keep')]).toEqual([true, false, false]);
		notice(['planner'], moment(`${report}&row=1`));
		notice(['planner'], moment(report, 'post /api/planning/kept'));
		expect([isDone('planner', 'behind'), isDone('planner', 'keep')]).toEqual([true, true]);
		notice(['engineer'], moment('/console/?fault=ABC123', 'post /api/desk/faults/ABC123/link'));
		expect([isDone('engineer', 'fault'), isDone('engineer', 'confirm'), isDone('engineer', 'undo')]).toEqual([true, true, false]);
		const before = progress.value.it.done;
		notice(['planner'], moment(report));
		expect(progress.value.it.done).toBe(before);
	});

	it('is noticed on the very screens that its links open, where the address alone says so', () => {
		const byAddress = paths.flatMap((path) => steps[path].filter((step) => step.done(moment(step.href))).map(({ id }) => `${path}.${id}`));
		expect(byAddress).toEqual(
			expect.arrayContaining([
				'engineer.desk',
				'engineer.causes',
				'planner.catalogue',
				'planner.letters',
				'contact.take',
				'gis.layers',
				'admin.audit',
				'crew.map',
			]),
		);
	});

	it('knows which screen is to be explained', () => {
		const named = ['/planner/', '/planner/?report=x', '/planner/?page=board', '/console/', '/console/?view=people', '/crew/?stop=1', '/crew/?view=paper'].map(
			(it) => screenAt(moment(it)),
		);
		expect(named).toEqual(['planner', 'planner-result', 'planner-board', 'desk', 'room', 'crew-stop', 'crew']);
	});
});
