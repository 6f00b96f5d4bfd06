/** The parts of the notice, in the order in which they are read. */
export const parts = ['what', 'why', 'sees', 'long', 'rights', 'who'] as const;

export type NoticePart = (typeof parts)[number];

/** The notice in one language. */
export type NoticeWords = { title: string } & Readonly<Record<NoticePart, { title: string; text: string }>>;
