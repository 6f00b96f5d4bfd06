/** Prints what to close and nothing else of the page. */
export function printOnly(): void {
	const page = document.documentElement;
	page.dataset['printing'] = 'isolation';
	page.style.setProperty('--map-width', `${document.querySelector('.isolation .network-map')?.clientWidth ?? 0}px`);
	addEventListener(
		'afterprint',
		() => {
			delete page.dataset['printing'];
			page.style.removeProperty('--map-width');
		},
		{ once: true },
	);
	print();
}
