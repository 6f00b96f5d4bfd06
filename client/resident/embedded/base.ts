/** In a frame of another website the app stands under `/embed`: every address of it may then be framed, and no other of ours. */
export const base: string = location.pathname.startsWith('/embed/') ? '/embed' : '';

/** Whether another website shows us. */
export const embedded: boolean = base !== '';
