import { askCalibration, putCalibration, writeCalibrationSetting } from '../../../server/faults/calibration/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

/** Who shows what came of a change. */
type Done = () => Promise<void>;

async function attempt(change: () => Promise<void>): Promise<void> {
	try {
		await change();
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** Asks for a version of all that is confirmed. */
export const learnNow = (done: Done): Promise<void> =>
	attempt(async () => {
		await call(askCalibration, {});
		await done();
	});

/** Puts a version in force (0: the shipped numbers); the message brings back the one before. */
export const putInForce = ({ version, was }: { version: number; was: number }, done: Done): Promise<void> =>
	attempt(async () => {
		await call(putCalibration, { version, was });
		const text = version === 0 ? t('calibration.doneShipped') : t('calibration.done', { n: version });
		toast({ text, undo: () => putInForce({ version: was, was: version }, done) });
		await done();
	});

/** Whether versions go into force by themselves; the message takes it back. */
export const letGoByItself = (byItself: boolean, done: Done): Promise<void> =>
	attempt(async () => {
		await call(writeCalibrationSetting, { byItself });
		toast({ text: t(byItself ? 'calibration.itselfOn' : 'calibration.itselfOff'), undo: () => letGoByItself(!byItself, done) });
		await done();
	});
