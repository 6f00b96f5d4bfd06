import type { Random } from '../../server/maths/random.ts';
import { type KindName, kinds, type Language } from './kinds.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

const stems: Record<Language, { stems: string[]; endings: string[]; joined: boolean }> = {
	af: {
		stems: words(`Kerk Mark Skool Lang Breë Hoog Stasie Pastorie Molen Wyn Druiwe Eike Akker Olyf Peer Appel Vye Amandel Protea Heide Suikerbos Aalwyn
			Madeliefie Roos Lelie Viooltjie Disa Watsonia Kalkoentjie Karee Wilger Populier Sipres Denne Bloekom Stinkhout Geelhout Kiepersol Kokerboom Boerboon
			Hardepeer Valk Arend Uil Kiewiet Bokmakierie Kanarie Mossie Swael Patrys Fisant Kraanvoël Loerie Tarentaal Reier Visvanger Berg Vlei Rivier Fontein
			Bron Dam Kloof Krans Klip Sand Veld Kraal Smid Kuiper Bakker Wewer Meul Tuin Boord Wingerd Pers Kelder Steen Hanepoot Sultana Sonop Sonneblom Môrester
			Aandster Suiderkruis Kwartel Kremetart Maroela Kameeldoring Soetdoring Witels Rooiels Assegaai Kershout Waterblom Vygie Bitou Buchu Rooibos Wildeperske`),
		endings: ['straat', 'laan', 'weg', 'singel'],
		joined: true,
	},
	en: {
		stems: words(`Oak Station Church Market Mill Orchard Vineyard Cedar Maple Elm Plane Birch Ash Willow Pine Cypress Poplar Jacaranda Acacia Protea Erica
			Heather Lavender Rosemary Thyme Sage Jasmine Magnolia Camellia Azalea Fuchsia Iris Lily Daisy Aloe Fern Ivy Heron Kestrel Falcon Eagle Swallow Weaver
			Sunbird Sugarbird Plover Ibis Crane Lark Robin Starling Finch Swift Kingfisher Pelican Mountain Valley Spring Meadow Garden Hill Ridge Summit Sunrise
			Sunset Ferry Forge Cooper Miller Mason Potter Baker Chapel School College Library Harvest Barley Wheat Quince Apricot Plum Cherry Almond Walnut
			Chestnut Olive Fig Quarry Granite Slate Copper Foundry Railway Depot Warehouse Tannery Winery Cannery Brickfield Commerce Industry Enterprise`),
		endings: ['Street', 'Avenue', 'Road', 'Close', 'Drive'],
		joined: false,
	},
	xh: {
		stems: words(`Ubuntu Uxolo Ithemba Masakhane Inkululeko Imvula Ilanga Inyanga Inkwenkwezi Intaba Umlambo Umthi Isibane Ukukhanya Uthando Uvuyo Imbumba
			Umanyano Amandla Impilo Inceba Ubulumko Isidima Imbewu Isivuno Amanzi Umoya Izulu Umhlaba Ingca Intyatyambo Ikhala Umnga Umkhiwane Umnquma Umkhoba
			Inkonjane Ihobe Intaka Indwe Igwalagwala Ibhabhathane Inyosi Inyathi Ingwe Indlovu Ingonyama Impala Ihashe Masibambane Siyabulela Siyavuya
			Sinethemba Nolwazi Zamani Phumlani Khanyisa Vukani Masizakhe Sakhisizwe Zwelethu Thembani Luvuyo Lukhanyo Bonani Themba Noxolo Sibanye Simunye
			Masivuye Zanokhanyo Phakamani Sekunjalo Siphumelele Thandolwethu Zenzele Ilingelethu Sonwabile Kwakhona Intlalo Umzamo Inqubela Ubunye`),
		endings: ['Street', 'Drive', 'Crescent', 'Road'],
		joined: false,
	},
};

const mainRoads = [
	...['Main Road', 'Vleiweg', 'Ou Tolweg', 'Skurweberg Road', 'Wamakersweg', 'Umanyano Drive', 'Kasteelkop Road', 'Northern Way', 'Rooiheuwel Road'],
	...['Waterkantweg', 'Suidersteeweg', 'Masakhane Drive', 'Old Ferry Road', 'Klipdrifweg', 'Station Road', 'Wesrandweg', 'Eastern Way', 'Kanaalweg'],
];

const suburbs: Record<KindName, readonly string[]> = {
	centre: ['Central', 'Middedorp', 'Marktplein', 'Stasiekwartier'],
	old: ['Kerkwyk', 'Onderdorp', 'Bo-Vlei', 'Molenrand', 'Ou Meent', 'Church Hill', 'Wamakersdal', 'Pastorieveld', 'Eikendal'],
	suburb: [
		...['Vleizicht', 'Heuwelrus', 'Denneburg', 'Proteaville', 'Willow Bend', 'Rivierhof', 'Sonskyn', 'Laerveld', 'Mountain View', 'Bloekombos'],
		...['Amandelrug', 'Wingerdpark', 'Hoëveld', 'Oaklands', 'Kiewietsvlei', 'Westwick', 'Kareepark', 'Fonteinpark', 'Sandrif', 'Northwood'],
	],
	garden: ['Olyfberg', 'Vineyard Heights', 'Suikerbosrand', 'Granite Ridge', 'Lavender Hills', 'Kloofsig', 'Heron Park', 'Bergwater', 'Waterval', 'Rooiels'],
	township: ['Masakhane', 'Vukani', 'Ilingelethu', 'Lukhanyo', 'Nieuwe Hoop', 'Sibanye', 'Zwelethu', 'Khanyisa', 'Phakamani', 'Silwerstroom'],
	informal: ['Siyabulela', 'Thembani', 'Phola', 'Zenzele', 'Sonwabile', 'Sinethemba'],
	industrial: ['Nywerheidspark', 'Klipdrif Industria', 'Wamakers Industria', 'Depot Park', 'Tannery Park', 'Winery Road Estate'],
	smallholdings: ['Vleiplase', 'Bo-Drif', 'Sandheuwel', 'Rietkuil', 'Kwartelplaas', 'Melkhoutfontein', 'Droëkloof', 'Wilgerfontein'],
};

/** Gives out names, none twice in one town. */
export class Names {
	readonly #random: Random;
	readonly #used = new Set<string>();

	constructor(random: Random) {
		this.#random = random;
	}

	#once(draw: (attempt: number) => string): string {
		for (let attempt = 0; ; attempt++) {
			const name = attempt < 60 ? draw(attempt) : `${draw(attempt)} ${attempt - 58}`;
			if (!this.#used.has(name)) {
				this.#used.add(name);
				return name;
			}
		}
	}

	suburb(kind: KindName): string {
		return this.#once((attempt) => suburbs[kind][attempt % suburbs[kind].length] ?? kind);
	}

	main(): string {
		return this.#once((attempt) => mainRoads[attempt] ?? this.#draw('en', 1));
	}

	street(kind: KindName): string {
		return this.#once(() => this.#draw(this.#random.weighted(kinds[kind].languages), kind === 'informal' ? 1 : 0));
	}

	#draw(language: Language, firstEnding: number): string {
		const { stems: all, endings, joined } = stems[language];
		const ending = endings[Math.min(endings.length - 1, firstEnding + Math.floor(this.#random.next() ** 2 * endings.length))] ?? '';
		const stem = this.#random.pick(all);
		return joined ? `${stem}${ending}` : `${stem} ${ending}`;
	}
}
