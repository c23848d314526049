import './map.css';

import { useEffect, useMemo, useRef, useState } from 'react';

import { useTheme } from '../theme/theme-context.tsx';
import { Attribution } from './attribution.tsx';
import { useStreets } from './queries.ts';
import { TripScene } from './scene/trip-scene.ts';
import { boundsAround } from './trip-bounds.ts';
import css from './trip-map.module.css';
import { type Way, wayGeoJson } from './way-geojson.ts';

interface TripMapProps {
  /** The code of its city. */
  city: string;
  pickup: Point;
  destination: Point;
  /** Undefined until it is known. */
  way: Way | undefined;
}

interface Point {
  lat: number;
  lng: number;
}

/** A trip from pickup (a ring) to destination (a square), and its way between them. Fills what it is put in. */
export function TripMap({ city, pickup, destination, way }: TripMapProps) {
  const container = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<TripScene>();
  const { theme } = useTheme();
  const streets = useStreets(city).data;
  const trip = useTrip({ pickup, destination, way });
  const latest = useRef(trip);
  latest.current = trip;
  useEffect(() => {
    if (!container.current) return undefined;
    const made = new TripScene(container.current, latest.current, theme);
    setScene(made);
    return () => {
      made.close();
      setScene(undefined);
    };
  }, [theme]);
  useEffect(() => scene?.setTrip(trip), [scene, trip]);
  useEffect(() => {
    if (streets) scene?.setStreets(streets.data);
  }, [scene, streets]);
  return (
    <div className={css.trip}>
      <div
        className={css.canvas}
        ref={container}
        role="img"
        aria-label="Map of the trip, from pickup to destination"
      />
      {streets && <Attribution text={streets.attribution} />}
    </div>
  );
}

function useTrip({ pickup, destination, way }: Omit<TripMapProps, 'city'>) {
  const ends = `${pickup.lng} ${pickup.lat} ${destination.lng} ${destination.lat}`;
  return useMemo(() => {
    const bounds = boundsAround([pickup, destination, ...(way?.line ?? [])]);
    return { pickup: spotOf(pickup), destination: spotOf(destination), bounds, way: wayGeoJson(way) };
    // The same places are often other objects.
  }, [ends, way]);
}

function spotOf({ lat, lng }: Point): [lng: number, lat: number] {
  return [lng, lat];
}
