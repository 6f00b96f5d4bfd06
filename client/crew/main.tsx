import { effect } from '@preact/signals';
import { mountShell } from '../ui/mount.tsx';
import { Crew } from './crew.tsx';
import { keepPhotos } from './kept/photo.ts';
import { startRun } from './kept/pump.ts';
import { run } from './kept/run.ts';
import { keepMapAhead } from './map/keep-map.ts';
import { startOffline } from './offline/start.ts';
import { followLinks } from './route.ts';
import { askWho } from './session.ts';

// The worker keeps what lies under `/crew/`: without the stroke at its end the page would not open without a signal.
if (location.pathname === '/crew') history.replaceState(null, '', `/crew/${location.search}`);

followLinks();
void askWho();
void mountShell((town) => <Crew town={town} />).then(async () => {
	await startRun();
	await startOffline();
	effect(() => {
		if (!run.value) return;
		void keepPhotos(run.value).then(keepMapAhead);
	});
});
