/** Places of Gothenburg, on its streets. */
export const KUNGSPORTSPLATSEN = { at: { lat: 57.7042, lng: 11.9697 }, label: 'Kungsportsplatsen' };
export const JARNTORGET = { at: { lat: 57.6999, lng: 11.9531 }, label: 'Järntorget' };
export const GOTAPLATSEN = { at: { lat: 57.6975, lng: 11.9795 }, label: 'Götaplatsen' };
export const CENTRAL_STATION = { at: { lat: 57.7087, lng: 11.9735 }, label: 'Centralstationen' };
export const GULDHEDEN = { at: { lat: 57.6835, lng: 11.975 }, label: 'Guldheden' };

export type Spot = typeof KUNGSPORTSPLATSEN;
/** Where there is no city of ours. */
export const OUT_OF_TOWN = { at: { lat: 58.2, lng: 12.5 }, label: 'In the woods' };
