/** The words of the mail that tells staff what is late. */
export interface EscalationWords {
	subject: string;
	lead: string;
	/** One fault: what, where, by when, how far. */
	line: string;
	/** You are told in place of somebody who is away. */
	instead: string;
	nowhere: string;
	foot: string;
}

export const escalationWords: Readonly<Record<string, EscalationWords>> = {
	en: {
		subject: 'Faults that need attention: {count}',
		lead: 'These faults are not mended yet, and so much of their time has gone by:',
		line: 'F-{code}: {title}, {street}; {share} % of the time, due {due}',
		instead: 'You are told because you stand in for {name}.',
		nowhere: 'no street known',
		foot: 'The clocks stand still while a fault waits for a reason that counts.',
	},
	af: {
		subject: 'Foute wat aandag benodig: {count}',
		lead: 'Hierdie foute is nog nie herstel nie, en soveel van hul tyd is verby:',
		line: 'F-{code}: {title}, {street}; {share} % van die tyd, moet klaar wees {due}',
		instead: 'Jy hoor hiervan omdat jy vir {name} instaan.',
		nowhere: 'geen straat bekend nie',
		foot: 'Die horlosies staan stil terwyl ’n fout om ’n rede wag wat tel.',
	},
	xh: {
		subject: 'Iziphene ezifuna ingqalelo: {count}',
		lead: 'Ezi ziphene azikalungiswa, kwaye kudlule ixesha elingaka lazo:',
		line: 'F-{code}: {title}, {street}; {share} % yexesha, kufuneka siphele {due}',
		instead: 'Uxelelwa kuba umele u-{name}.',
		nowhere: 'isitalato asaziwa',
		foot: 'Amaxesha ayema xa isiphene silinde ngesizathu esamkelekileyo.',
	},
};
