import { loadTown } from '../api/town.ts';
import { startLanguage } from '../i18n/language.ts';
import { wearBrand } from '../ui/brand.ts';
import { startTheme } from '../ui/theme.ts';

/** The pages stand without any of this: it puts on the municipality's colour and draws the features that a page lists. */
async function begin(): Promise<void> {
	startTheme();
	const town = await loadTown();
	wearBrand(town.brand.colour);
	const place = document.querySelector<HTMLElement>('[data-features]');
	if (!place) return;
	const { lang } = document.documentElement;
	await startLanguage([lang]);
	const { drawFeatures } = await import('./map.ts');
	await drawFeatures(place, town);
}

void begin();
