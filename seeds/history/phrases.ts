import type { Language } from '../town/kinds.ts';

/** What residents write about a trouble; {street} and {pole} are filled in. Modes that are not here are told by their own titles. */
export const phrases: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> = {
	'street-light.out': {
		en: [
			'Street light is out in {street}. Pole {pole}.',
			'The lamp in front of our house in {street} has been dark for a week.',
			'Light not working, very dark and not safe to walk at night.',
			'{street}: lamp off since the weekend, please fix before winter.',
			'Pole {pole} is off again.',
		],
		af: [
			'Straatlig brand nie in {street} nie. Paal {pole}.',
			'Die lamp voor ons huis in {street} is al ’n week donker.',
			'Lig werk nie, dis baie donker saans en nie veilig nie.',
			'{street}: lig is af vandat dit gereën het.',
			'Paal {pole} brand weer nie.',
		],
		xh: [
			'Isibane sesitalato asikhanyi e-{street}. Ipali {pole}.',
			'Isibane esiphambi kwendlu yethu asikhanyi iveki yonke.',
			'Kumnyama kakhulu ebusuku, akukhuselekanga ukuhamba. Nceda nilungise.',
			'{street}: isibane sicimile ukususela ngempelaveki.',
		],
	},
	'street-light.flickering': {
		en: ['The lamp in {street} goes on and off all night.', 'Flickering street light, pole {pole}.'],
		af: ['Die lig in {street} flikker heelnag.', 'Straatlig gaan aan en af, paal {pole}.'],
		xh: ['Isibane e-{street} siyakhanya sicime ubusuku bonke.'],
	},
	'water-pipe.leak': {
		en: [
			'Water is running down {street} since this morning.',
			'There is a leak at the kerb, clean water wasting for days.',
			'Wet patch in the road that never dries, {street}.',
		],
		af: [
			'Water loop vandat ons wakker geword het in {street} af.',
			'Daar is ’n lek by die randsteen, skoon water word gemors.',
			'Nat kol in die pad wat nooit droog word nie.',
		],
		xh: ['Amanzi ahla ngesitalato e-{street} ukususela kusasa.', 'Kukho ukuvuza kwamanzi ecaleni kwendlela, amanzi acocekileyo ayamosheka.'],
	},
	'water-pipe.burst': {
		en: ['Pipe burst in {street}! Water shooting up and the road is flooding.', 'Big burst, no water in the house.'],
		af: ['Pyp het gebars in {street}! Water spuit en die pad loop oor.', 'Groot pypbars, geen water in die huis nie.'],
		xh: ['Umbhobho uqhumile e-{street}! Amanzi ayatsaza, indlela igcwele amanzi.', 'Umbhobho uqhumile, akukho manzi endlini.'],
	},
	'service-connection.no-water': {
		en: ['No water since early this morning.', 'Our taps are dry in {street}. When will it be back?', 'No water here and at the neighbours.'],
		af: ['Geen water sedert vanoggend vroeg nie.', 'Ons krane is droog in {street}. Wanneer is dit terug?', 'Geen water hier of by die bure nie.'],
		xh: ['Akukho manzi ukususela kusasa.', 'Iitephu zethu zomile e-{street}. Aza kubuya nini?', 'Akukho manzi apha nakwabamelwane.'],
	},
	'service-connection.meter-leak': {
		en: ['The water meter is leaking.', 'Water in the meter box, it drips day and night.'],
		af: ['Die watermeter lek.', 'Water in die meterkas, dit drup dag en nag.'],
		xh: ['Imitha yamanzi iyavuza.', 'Kukho amanzi ebhokisini yemitha, ayathontsiza imini nobusuku.'],
	},
	'service-connection.no-power': {
		en: ['No electricity in the house since last night, the breaker is up.', 'Power is off only at our house in {street}.'],
		af: ['Geen krag in die huis sedert gisteraand nie, die hoofskakelaar is op.', 'Krag is net by ons huis in {street} af.'],
		xh: ['Akukho mbane endlini ukususela phezolo.', 'Umbane ucimile kuthi sodwa e-{street}.'],
	},
	'manhole.overflow': {
		en: [
			'Sewage is coming out of the manhole in {street}, children play here.',
			'Drain overflowing and the smell is terrible.',
			'Manhole spilling into the street again.',
		],
		af: ['Riool loop uit die mangat in {street}, kinders speel hier.', 'Drein loop oor en die reuk is verskriklik.', 'Mangat stoot weer op in die straat.'],
		xh: [
			'Ilindle liphuma emngxunyeni e-{street}, abantwana badlala apha.',
			'Idreyini iyaphuphuma kwaye ivumba libi kakhulu.',
			'Umngxuma wogutyulo uphuphuma kwakhona esitalatweni.',
		],
	},
	'sewer-pipe.blocked': {
		en: ['Drain is blocked, the toilet does not flush. Neighbours too.', 'Blocked sewer in {street}.'],
		af: ['Drein is verstop, die toilet spoel nie. Die bure s’n ook nie.', 'Verstopte riool in {street}.'],
		xh: ['Idreyini ivalekile, indlu yangasese ayigungxuli. Nakwabamelwane.', 'Umbhobho wogutyulo uvalekile e-{street}.'],
	},
	'road.pothole': {
		en: ['Big pothole in {street}, damaged my tyre.', 'Pothole getting bigger after every rain.', 'Deep hole in the left lane, cars swerve around it.'],
		af: ['Groot slaggat in {street}, het my band beskadig.', 'Slaggat word groter met elke reën.', 'Diep gat in die linkerbaan, motors swaai uit.'],
		xh: ['Umngxuma omkhulu e-{street}, wonakalise ivili lam.', 'Umngxuma uyakhula rhoqo xa kusina imvula.', 'Umngxuma onzulu endleleni, iimoto ziyawuphepha.'],
	},
	'stormwater-inlet.blocked': {
		en: ['Storm drain full of leaves and rubbish in {street}.', 'Catchpit blocked, water stands in the road when it rains.'],
		af: ['Stormwaterdrein vol blare en rommel in {street}.', 'Vangput verstop, water dam op in die pad as dit reën.'],
		xh: ['Idreyini yemvula igcwele amagqabi nenkunkuma e-{street}.', 'Idreyini ivalekile, amanzi ayema endleleni xa kusina.'],
	},
	'traffic-signal.out': {
		en: ['Robots are out at {street}. Nearly an accident.', 'Traffic lights dead, no one directing.'],
		af: ['Verkeersligte is uit by {street}. Amper ’n ongeluk.', 'Robotte werk nie, niemand reël die verkeer nie.'],
		xh: ['Iirobhothi azisebenzi e-{street}. Kuphantse kwenzeka ingozi.', 'Iirobhothi zicimile, akukho mntu ulawula izithuthi.'],
	},
	'public-ground.dumping': {
		en: [
			'Somebody dumped rubble and bags here again.',
			'Illegal dumping at {street}, rats everywhere.',
			'Old mattresses and garden refuse left on the open ground.',
		],
		af: ['Iemand het weer bourommel en sakke hier gestort.', 'Onwettige storting by {street}, rotte oral.', 'Ou matrasse en tuinvullis op die oop stuk grond.'],
		xh: [
			'Kukho umntu olahle inkunkuma neengxowa apha kwakhona.',
			'Ukulahlwa kwenkunkuma ngokungekho mthethweni e-{street}, iimpuku zigcwele.',
			'Oomatrasi abadala bashiywe kumhlaba ovulekileyo.',
		],
	},
	'public-ground.grass-long': {
		en: ['Grass is more than knee high, snakes have been seen.', 'Please cut the grass at the park.'],
		af: ['Gras is meer as kniehoogte, slange is al gesien.', 'Sny asseblief die gras by die park.'],
		xh: ['Ingca inde ukugqitha amadolo, kubonwe iinyoka.', 'Nceda nicheba ingca epakini.'],
	},
	'public-ground.refuse-missed': {
		en: ['Our bin was not collected this week in {street}.', 'The truck skipped our side of the street.'],
		af: ['Ons drom is hierdie week nie in {street} verwyder nie.', 'Die trok het ons kant van die straat oorgeslaan.'],
		xh: ['Umgqomo wethu awuthathwanga kule veki e-{street}.', 'Ilori yenkunkuma ayidlulanga kwicala lethu.'],
	},
};

/** Said after the first sentence, now and then. */
export const afterwords: Readonly<Record<Language, readonly string[]>> = {
	en: ['Please help.', 'This is the second time I report it.', 'It is close to the school.', 'Thank you.', 'Old people live here.', 'Opposite the shop.'],
	af: ['Help asseblief.', 'Ek rapporteer dit nou die tweede keer.', 'Dit is naby die skool.', 'Dankie.', 'Hier woon ou mense.', 'Oorkant die winkel.'],
	xh: ['Nceda nisincede.', 'Ndiyixela okwesibini ngoku.', 'Kukufuphi nesikolo.', 'Enkosi.', 'Kuhlala abantu abadala apha.', 'Malunga nevenkile.'],
};

export const comments: Readonly<Record<Language, readonly string[]>> = {
	en: [
		'Still the same this morning.',
		'Saw the team here today, thank you.',
		'It is getting worse.',
		'Any news on this?',
		'Also affects the houses around the corner.',
	],
	af: ['Vanoggend nog dieselfde.', 'Die span was vandag hier, dankie.', 'Dit raak erger.', 'Enige nuus hieroor?', 'Raak ook die huise om die hoek.'],
	xh: [
		'Kusafana nangoku.',
		'Ndibone iqela apha namhlanje, enkosi.',
		'Kuya kusiba mandundu.',
		'Zikhona iindaba ngale nto?',
		'Kuchaphazela nezindlu ezikwikona.',
	],
};

/** What staff answer in public. */
export const answers: Readonly<Record<Language, readonly string[]>> = {
	en: ['A team has been assigned.', 'Material has been ordered.', 'We were there today and will come back to finish.'],
	af: ['’n Span is aangewys.', 'Materiaal is bestel.', 'Ons was vandag daar en kom terug om klaar te maak.'],
	xh: ['Iqela sele labelwe.', 'Izixhobo sele zi-odoliwe.', 'Besilapho namhlanje kwaye siza kubuya sigqibezele.'],
};

export const people = {
	first: {
		en: ['John', 'Mary', 'Susan', 'Peter', 'Grace', 'Faith', 'David', 'Ruth', 'Megan', 'Craig', 'Fatima', 'Yusuf', 'Priya', 'Ashwin'],
		af: ['Johan', 'Annelie', 'Pieter', 'Marlene', 'Hendrik', 'Elmarie', 'Kobus', 'Charlene', 'Gert', 'Riana', 'Llewellyn', 'Shireen', 'Denzil', 'Anthea'],
		xh: ['Sipho', 'Nomsa', 'Thandi', 'Luthando', 'Zanele', 'Ayanda', 'Bongani', 'Noluthando', 'Siyabonga', 'Vuyo', 'Andile', 'Lindiwe', 'Mzwandile', 'Phumza'],
	},
	last: {
		en: ['Adams', 'Smith', 'Daniels', 'Abrahams', 'Parker', 'Naidoo', 'Williams', 'Fortune', 'Harris', 'Davids'],
		af: ['van Wyk', 'Botha', 'du Plessis', 'Cupido', 'Louw', 'Jacobs', 'Arendse', 'Visser', 'Fourie', 'September', 'Pretorius'],
		xh: ['Dlamini', 'Mbele', 'Ndlovu', 'Mthethwa', 'Songca', 'Qwabe', 'Mfene', 'Jada', 'Ngcobo', 'Zondi', 'Gqirana'],
	},
} as const;
