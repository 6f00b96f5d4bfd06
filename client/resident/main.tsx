import { effect } from '@preact/signals';
import { likelyLanguage } from '../i18n/language.ts';
import { mountShell } from '../ui/mount.tsx';
import { App } from './app.tsx';
import './offline/install.ts';
import { chooseMode } from './report/draft.ts';
import { expectServices } from './report/services.ts';
import { go, route, startRoutes } from './route.ts';

startRoutes();

// A link may say what is wrong: `/report/where?mode=street-light.out`.
effect(() => {
	const { path, query } = route.value;
	const mode = query.get('mode');
	if (mode && path.startsWith('/report')) chooseMode(mode);
	const asset = query.get('asset');
	if (asset && path === '/report') go(`/a/${encodeURIComponent(asset)}`, { replace: true });
});

// Asked for while the municipality answers: the first question shows it.
if (/^\/(report.*)?$/.test(route.peek().path)) expectServices(likelyLanguage());

void mountShell((town) => <App town={town} />).then(async () => {
	// What works without a connection is fetched when the first screen stands and has all it shows.
	await new Promise((later) => setTimeout(later, 3000));
	const { startOffline } = await import('./offline/start.ts');
	await startOffline();
});
