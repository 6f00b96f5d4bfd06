type Refusal = 'no-place' | 'not-ours' | 'no-fault';

/** What the sender of a mail is told of which no report was made. Hole: {municipality}. */
interface RefusalWords extends Record<Refusal, string> {
	subject: string;
}

export const refusalWords: Readonly<Record<string, RefusalWords>> = {
	en: {
		subject: 'Your message to {municipality}',
		'no-place': `Hello

Thank you for writing to {municipality}. We could not find the place you wrote about, so nobody can be sent there yet. Please write again and tell us the street and house number, or the number on the pole. A photo taken on the spot helps too.

Or report it here, with a map: {link}`,
		'not-ours': `Hello

Thank you for writing to {municipality}. What you wrote about is not looked after by {municipality}, so we cannot repair it. Please report it to whoever owns it.`,
		'no-fault': `Hello

Thank you for writing to {municipality}. This mailbox is for faults such as dark street lights, leaks and potholes; we did not find one in your message. If there is a fault, please report it here: {link}`,
	},
	af: {
		subject: 'Jou boodskap aan {municipality}',
		'no-place': `Goeiedag

Dankie dat jy aan {municipality} geskryf het. Ons kon nie die plek vind waaroor jy skryf nie, en kan dus nog niemand daarheen stuur nie. Skryf asseblief weer en noem die straat en huisnommer, of die nommer op die paal. ’n Foto wat ter plaatse geneem is, help ook.

Of meld dit hier, met ’n kaart: {link}`,
		'not-ours': `Goeiedag

Dankie dat jy aan {municipality} geskryf het. {municipality} versorg nie dit waaroor jy skryf nie, en kan dit dus nie herstel nie. Meld dit asseblief by die eienaar.`,
		'no-fault': `Goeiedag

Dankie dat jy aan {municipality} geskryf het. Hierdie posbus is vir foute soos donker straatligte, lekke en slaggate; ons het nie een in jou boodskap gevind nie. As daar ’n fout is, meld dit asseblief hier: {link}`,
	},
	xh: {
		subject: 'Umyalezo wakho oya kwi-{municipality}',
		'no-place': `Molo

Enkosi ngokubhalela i-{municipality}. Asikwazanga ukuyifumana indawo obhale ngayo, ngoko ke akukabikho mntu unokuthunyelwa apho. Nceda ubhale kwakhona usixelele isitalato nenombolo yendlu, okanye inombolo esepalini. Ifoto ethathwe kuloo ndawo nayo iyanceda.

Okanye uxele apha, kukho nemephu: {link}`,
		'not-ours': `Molo

Enkosi ngokubhalela i-{municipality}. Le nto ubhale ngayo ayiphantsi kwe-{municipality}, ngoko ke asinakuyilungisa. Nceda uxelele umniniyo.`,
		'no-fault': `Molo

Enkosi ngokubhalela i-{municipality}. Le bhokisi yeposi yeyeziphene ezifana nezibane zesitalato ezicimileyo, ukuvuza kwamanzi nemingxuma; asifumananga nasinye kumyalezo wakho. Ukuba kukho isiphene, nceda usixele apha: {link}`,
	},
};
