import { brandColours } from './colour.ts';

/** Puts on the municipality's colour, with the text colours that can be read on it and beside it. */
export function wearBrand(colour: string): void {
	const colours = brandColours(colour);
	if (!colours) return;
	const { style } = document.documentElement;
	style.setProperty('--brand', colours.brand);
	style.setProperty('--on-brand', colours.onBrand);
	style.setProperty('--brand-ink-light', colours.inkOnLight);
	style.setProperty('--brand-ink-dark', colours.inkOnDark);
	document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colours.brand);
}
