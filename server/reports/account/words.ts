/** What is written to somebody who shows that an address is theirs. Holes: {municipality}, {code}, {link}. */
interface CodeWords {
	subject: string;
	mail: string;
	/** One text message. */
	short: string;
}

export const codeWords: Readonly<Record<string, CodeWords>> = {
	en: {
		subject: '{municipality}: your code',
		mail: `Hello

Your code is {code}

Type it on the page where you asked for it. Or open this page and press the button there:

{link}

Both are good for ten minutes. We never ask you for this code by phone, and nobody else needs it. If you did not ask for it, you need not do anything.`,
		short: '{code} is your code for {municipality}. Good for ten minutes. Give it to nobody.',
	},
	af: {
		subject: '{municipality}: jou kode',
		mail: `Goeiedag

Jou kode is {code}

Tik dit op die bladsy waar jy daarvoor gevra het. Of maak hierdie bladsy oop en druk die knoppie daar:

{link}

Albei geld tien minute lank. Ons vra jou nooit per telefoon vir hierdie kode nie, en niemand anders het dit nodig nie. As jy nie daarvoor gevra het nie, hoef jy niks te doen nie.`,
		short: '{code} is jou kode vir {municipality}. Dit geld tien minute lank. Gee dit vir niemand nie.',
	},
	xh: {
		subject: '{municipality}: ikhowudi yakho',
		mail: `Molo

Ikhowudi yakho ngu-{code}

Yibhale kwiphepha obuyicele kulo. Okanye vula eli phepha uze ucofe iqhosha elikulo:

{link}

Zombini zisebenza imizuzu elishumi. Asisoze sikucele le khowudi ngomnxeba, yaye akukho mntu wumbi uyidingayo. Ukuba akuyicelanga, akukho nto kufuneka uyenze.`,
		short: '{code} yikhowudi yakho ye-{municipality}. Isebenza imizuzu elishumi. Musa ukuyinika mntu.',
	},
};
