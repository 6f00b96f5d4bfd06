import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import { mostLabels, putLive } from './calibrate.ts';
import { askCalibration, putCalibration, readCalibration, writeCalibrationSetting } from './contract.ts';
import { fewest } from './learn.ts';
import { holdCalibrationSql, type LabelRow, labelsSql, runningSql, someVersionsSql, writeSettingSql } from './queries.ts';
import { calibration } from './show.ts';

/** Lets those who look after the register see how well snapping does, let it learn, and say by which version it goes. */
export function calibrationRoutes(serve: Serve<Context>): void {
	serve(readCalibration, calibration);
	serve(askCalibration, async ({ db, actor, now }) => {
		const confirmed = (await all<LabelRow>(db, labelsSql(mostLabels))).length;
		if (confirmed < fewest) throw new Problem('wrong-state', `It takes ${fewest} confirmed links to learn; there are ${confirmed}.`);
		const { running } = await one<{ running: boolean }>(db, runningSql);
		if (!running) await happened(db, { kind: 'calibration.asked', personId: actor.personId, at: now, details: { by: actor.personId } });
		return { running: true };
	});
	serve(putCalibration, async ({ db, actor, now }, { version, was }) => {
		await all(db, holdCalibrationSql);
		if (version > 0 && (await all(db, someVersionsSql([version]))).length === 0) throw notFound('version');
		if (!(await putLive(db, { version, was, at: now, personId: actor.personId }))) throw new Problem('conflict', 'Another version is in force by now.');
		return { live: version };
	});
	serve(writeCalibrationSetting, async ({ db, actor, now }, { byItself }) => {
		await all(db, writeSettingSql(byItself));
		await happened(db, { kind: 'municipality.changed', personId: actor.personId, at: now, details: { setting: 'calibration', byItself } });
		return { byItself };
	});
}
