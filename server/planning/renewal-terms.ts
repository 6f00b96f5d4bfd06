import type { PlanTerms } from '../maths/renewal-plan.ts';

type Text = Readonly<Record<string, string>>;

interface NumberParameter {
	readonly id: string;
	readonly title: Text;
	readonly kind: 'number';
	readonly least: number;
	readonly most: number;
	readonly fallback: () => string;
}

const number = (id: string, title: Text, [least, usual, most]: readonly [number, number, number]): NumberParameter => ({
	id,
	title,
	kind: 'number',
	least,
	most,
	fallback: () => String(usual),
});

/** The terms of a scenario of renewal, each with its bounds. */
export const renewalTerms: readonly NumberParameter[] = [
	number('budget', { en: 'Budget of a year', af: 'Begroting van ’n jaar', xh: 'Uhlahlo-lwabiwo lonyaka' }, [10_000, 2_000_000, 10_000_000_000]),
	number('roll', { en: 'For how many years', af: 'Vir hoeveel jaar', xh: 'Iminyaka emingaphi' }, [1, 1, 10]),
	number('horizon', { en: 'Risk counted over years', af: 'Risiko getel oor jare', xh: 'Umngcipheko ubalwa kwiminyaka' }, [1, 20, 60]),
	number('discount', { en: 'Discount a year, %', af: 'Diskonto per jaar, %', xh: 'Isaphulelo ngonyaka, %' }, [0, 8, 30]),
	number('growth', { en: 'Failures grow a year, %', af: 'Falings groei per jaar, %', xh: 'Iimpazamo zikhula ngonyaka, %' }, [0, 3, 30]),
	number('left', { en: 'Left after renewal, %', af: 'Oor ná vernuwing, %', xh: 'Okushiyekayo emva kohlaziyo, %' }, [0, 10, 100]),
	number(
		'pressure',
		{ en: 'Failures under the new pressure, %', af: 'Falings onder die nuwe druk, %', xh: 'Iimpazamo phantsi koxinzelelo olutsha, %' },
		[10, 100, 200],
	),
	number(
		'damage',
		{ en: 'Damage of a failure (criticality 3)', af: 'Skade van ’n faling (kritikaliteit 3)', xh: 'Umonakalo wempazamo (ukubaluleka 3)' },
		[0, 20_000, 100_000_000],
	),
	number(
		'metre',
		{
			en: 'A metre costs, where the register has no price',
			af: '’n Meter kos, waar die register geen prys het nie',
			xh: 'Imitha ixabisa, apho irejista ingenaxabiso',
		},
		[1, 1800, 1_000_000],
	),
	number('site', { en: 'Setting up a site', af: 'Oprig van ’n terrein', xh: 'Ukumisela indawo' }, [0, 40_000, 100_000_000]),
	number('floor', { en: 'Shared alike by wards, %', af: 'Gelyk gedeel deur wyke, %', xh: 'Kwabelwana ngokulinganayo ziiwadi, %' }, [0, 0, 100]),
];

/** The terms as they were asked; money in the municipality's currency. */
export function renewalTermsOf(values: Readonly<Record<string, string>>, repair: number): PlanTerms {
	const of = (id: string): number => Number(values[id]);
	return {
		...{ budget: of('budget'), roll: Math.floor(of('roll')), horizon: Math.floor(of('horizon')), discount: of('discount') / 100, growth: of('growth') / 100 },
		...{ left: of('left') / 100, pressure: of('pressure') / 100, damage: of('damage'), mobilisation: of('site'), wardFloor: of('floor') / 100, repair },
	};
}
