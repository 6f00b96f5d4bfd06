import sharp from 'sharp';

/** A picture that the generator draws: for which failure modes it may stand. */
export interface Drawn {
	readonly name: string;
	readonly modes: readonly string[];
	readonly jpeg: Buffer;
}

interface Scene {
	readonly name: string;
	readonly modes: readonly string[];
	readonly svg: string;
}

const WIDTH = 960;
const HEIGHT = 720;

const frame = (body: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 960 720"><defs>
	<linearGradient id="night" x2="0" y2="1"><stop offset="0" stop-color="#05070f"/><stop offset="1" stop-color="#1b2236"/></linearGradient>
	<linearGradient id="day" x2="0" y2="1"><stop offset="0" stop-color="#8fb9de"/><stop offset="1" stop-color="#dfeaf2"/></linearGradient>
	<linearGradient id="tar" x2="0" y2="1"><stop offset="0" stop-color="#6d6e70"/><stop offset="1" stop-color="#4b4c4e"/></linearGradient>
	<radialGradient id="glow"><stop offset="0" stop-color="#ffd98a" stop-opacity=".9"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient>
	<filter id="soft"><feGaussianBlur stdDeviation="6"/></filter></defs>${body}</svg>`;

const lamp = (x: number, foot: number, height: number): string =>
	`<path d="M${x} ${foot}V${foot - height}q0 -28 40 -30h34" fill="none" stroke="#2c2f36" stroke-width="9"/><rect x="${x + 66}" y="${foot - height - 38}" width="46" height="12" rx="5" fill="#1a1c21"/>`;

const mountains = (color: string): string => `<path d="M0 330L130 230 250 300 400 190 560 310 700 240 840 300 960 250V420H0Z" fill="${color}"/>`;

const road = (top: number, fill: string): string =>
	`<path d="M330 ${top}H630L1040 720H-80Z" fill="${fill}"/><path d="M474 ${top}l-16 400h44l-16 -400z" fill="#e8e2c8" opacity=".55"/>`;

function darkLamp(): string {
	const windows = [70, 150, 760, 850].map((x, i) => `<rect x="${x}" y="${400 + (i % 2) * 26}" width="34" height="26" fill="#e9c46a" opacity=".75"/>`).join('');
	return frame(
		`<rect width="960" height="720" fill="url(#night)"/>${mountains('#0b1020')}<path d="M0 380h240v160H0zM720 380h240v160H720z" fill="#10141f"/>${windows}` +
			`${road(430, '#14161c')}<circle cx="760" cy="330" r="130" fill="url(#glow)"/>${lamp(650, 520, 190)}${lamp(300, 600, 380)}`,
	);
}

function darkRow(): string {
	const lamps = [0, 1, 2, 3].map((i) => lamp(210 + i * 70, 640 - i * 58, 400 - i * 88)).join('');
	return frame(
		`<rect width="960" height="720" fill="url(#night)"/>${mountains('#090d1a')}${road(420, '#101218')}${lamps}<circle cx="890" cy="120" r="26" fill="#d8dbe6" opacity=".8"/>`,
	);
}

function waterOnRoad(): string {
	const ripples = [0, 1, 2, 3, 4]
		.map(
			(i) =>
				`<ellipse cx="${520 + 18 * i}" cy="${520 + 24 * i}" rx="${90 + 62 * i}" ry="${12 + 8 * i}" fill="none" stroke="#dff1fb" stroke-width="3" opacity="${0.8 - 0.13 * i}"/>`,
		)
		.join('');
	return frame(
		`<rect width="960" height="720" fill="url(#day)"/>${mountains('#7c8f9a')}<path d="M0 400h960v320H0z" fill="#8a9b62"/>${road(430, 'url(#tar)')}` +
			`<path d="M420 470Q540 440 640 500T960 640V720H240Q380 590 420 470Z" fill="#a9cfe0" opacity=".85"/>${ripples}<path d="M500 500q14 -90 34 -6q22 -70 30 14z" fill="#eaf7fd"/>`,
	);
}

function pothole(): string {
	return frame(
		`<rect width="960" height="720" fill="url(#tar)"/><path d="M0 90L960 30V70L0 130Z" fill="#efe9d0" opacity=".7"/>` +
			`<path d="M250 380Q300 270 460 280T720 350Q780 450 650 520T360 540Q220 480 250 380Z" fill="#37332f"/>` +
			`<path d="M290 400Q350 320 470 330T670 380Q710 450 610 490T390 500Q280 460 290 400Z" fill="#231f1c"/>` +
			`<path d="M360 440Q450 400 580 430T560 480T390 480Z" fill="#6f8794" opacity=".8"/><path d="M240 360l-60 -40M730 380l90 -50M420 550l-30 70" stroke="#3a3836" stroke-width="6"/>`,
	);
}

function overflow(): string {
	const stain = `<path d="M420 430Q220 500 140 720H900Q820 560 560 430Z" fill="#6a5c3c" opacity=".75" filter="url(#soft)"/>`;
	return frame(
		`<rect width="960" height="720" fill="#b9ab90"/><path d="M0 0h960v230H0z" fill="#9aa57a"/>${stain}<ellipse cx="490" cy="390" rx="190" ry="70" fill="#3b3a38"/>` +
			`<ellipse cx="490" cy="378" rx="170" ry="58" fill="#55544f"/><path d="M340 378h300M490 322v112M380 345l220 66M380 411l220 -66" stroke="#3b3a38" stroke-width="8"/>` +
			`<path d="M330 400q-10 60 60 46q50 40 110 6q70 34 140 -30l8 40q-80 60 -150 30q-70 40 -120 0q-70 10 -70 -60z" fill="#7d6d45"/>`,
	);
}

function dumping(): string {
	const bags = [
		[300, 520, 90],
		[420, 500, 110],
		[560, 530, 95],
		[660, 510, 80],
		[480, 570, 100],
	].map(
		([x = 0, y = 0, r = 0], i) =>
			`<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.72}" fill="${i % 2 ? '#1f2124' : '#2b2e33'}"/><path d="M${x} ${y - r * 0.7}l-14 -26h28z" fill="#34373c"/>`,
	);
	return frame(
		`<rect width="960" height="720" fill="url(#day)"/>${mountains('#8b9a8f')}<path d="M0 400h960v320H0z" fill="#9b9a5c"/><path d="M180 600q140 -120 300 -60t320 40l60 80H140z" fill="#a68a6a"/>${bags.join('')}`,
	);
}

const scenes = (): Scene[] => [
	{ name: 'dark-lamp', modes: ['street-light.out', 'street-light.flickering'], svg: darkLamp() },
	{ name: 'dark-row', modes: ['street-light.out'], svg: darkRow() },
	{ name: 'water-on-road', modes: ['water-pipe.leak', 'water-pipe.burst', 'road.flooded', 'hydrant.leak', 'water-valve.leak'], svg: waterOnRoad() },
	{ name: 'pothole', modes: ['road.pothole', 'road.surface-damaged'], svg: pothole() },
	{ name: 'overflow', modes: ['manhole.overflow', 'sewer-pipe.blocked'], svg: overflow() },
	{ name: 'dumping', modes: ['public-ground.dumping', 'public-ground.bin-overflowing'], svg: dumping() },
];

/** Draws the pictures of the demo: none is a photograph of anything. */
export async function drawPhotos(): Promise<Drawn[]> {
	return Promise.all(scenes().map(async ({ name, modes, svg }) => ({ name, modes, jpeg: await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer() })));
}
