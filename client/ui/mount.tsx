import { type ComponentChildren, render } from 'preact';
import type { Town } from '../../server/municipality/contract.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { loadTown } from '../api/town.ts';
import { startLanguage } from '../i18n/language.ts';
import { writeAsIn } from '../i18n/locale.ts';
import './base.css';
import { wearBrand } from './brand.ts';
import { ProblemNotice } from './notice.tsx';
import { startTheme } from './theme.ts';

/** Currency codes begin with the country that issues them; the euro is written as in Europe, `XXX` (none) as anywhere. */
const regionOf = (currency: string): string => ({ EU: '150', XX: '', XO: '', XA: '', XP: '' })[currency.slice(0, 2)] ?? currency.slice(0, 2);

const begin = async (): Promise<Town> => {
	// The words are fetched while the municipality answers: most often in the very language it then turns out to offer.
	const [town] = await Promise.all([loadTown(), startLanguage()]);
	wearBrand(town.brand.colour);
	writeAsIn({ zone: town.zone, currency: town.currency, region: regionOf(town.currency) });
	await startLanguage(town.languages);
	return town;
};

const failed = async (target: Element, problem: Problem): Promise<void> => {
	await startLanguage();
	render(
		<main class="page">
			<h1 class="unseen">{document.title}</h1>
			<ProblemNotice problem={problem} onRetry={() => location.reload()} />
		</main>,
		target,
	);
};

/** Starts an app: appearance, municipality, language, then the view, in the place with the id `app`. */
export async function mountShell(view: (town: Town) => ComponentChildren): Promise<void> {
	const target = document.getElementById('app');
	if (!target) throw new Error('The page has no place for the app.');
	startTheme();
	try {
		const town = await begin();
		target.replaceChildren();
		render(view(town), target);
	} catch (thrown) {
		await failed(target, asProblem(thrown));
	}
}
