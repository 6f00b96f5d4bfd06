// Puts the municipality's form, map or a ward into a page, in a frame as high as what it shows.
// <script src="https://faults.example/embed.js" data-view="report" data-lang="af" data-colour="0d5c63" async></script>
(() => {
	const script = document.currentScript;
	if (!script) return;
	const { view = 'report', ward = '', lang, colour, theme, title = 'Faults', height = '640' } = script.dataset;
	const paths = { report: '/embed/report', map: '/embed/map', ward: `/embed/ward/${encodeURIComponent(ward)}` };
	const url = new URL(paths[view] || paths.report, script.src);
	if (view === 'map' && ward) url.searchParams.set('ward', ward);
	for (const [name, value] of Object.entries({ lang, colour: colour?.replace('#', ''), theme })) if (value) url.searchParams.set(name, value);
	const frame = document.createElement('iframe');
	frame.src = url.href;
	frame.title = title;
	frame.loading = 'lazy';
	// The form takes a photo and a position where the person allows it.
	frame.allow = 'geolocation; camera; clipboard-write; web-share';
	Object.assign(frame.style, { display: 'block', width: '100%', border: '0', height: `${Number(height) || 640}px` });
	script.after(frame);
	addEventListener('message', ({ source, origin, data }) => {
		if (source !== frame.contentWindow || origin !== url.origin || !data) return;
		if (data.faultline === 'height' && data.height > 0) frame.style.height = `${Math.ceil(Math.min(data.height, 20000))}px`;
		if (data.faultline === 'moved' && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
	});
})();
