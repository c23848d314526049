import './map.css';

import { type SeenCity } from '@hansom/client-console';
import { useEffect, useRef, useState } from 'react';

import { useLive } from '../live/live-context.tsx';
import { Attribution } from './attribution.tsx';
import css from './city-map.module.css';
import { Legend } from './legend.tsx';
import { MapCards } from './map-cards.tsx';
import { MapControls } from './map-controls.tsx';
import { MapNotice } from './map-notice.tsx';
import { useDemand, useStreets, useWay } from './queries.ts';
import { type CityScene } from './scene/city-scene.ts';
import { TaxiList } from './taxi-list.tsx';
import { useChoice } from './use-choice.ts';
import { useScene } from './use-scene.ts';
import { wayGeoJson } from './way-geojson.ts';

/** The city, alive. What is chosen on it stands in the address. */
export function CityMap({ city }: { city: SeenCity }) {
  const container = useRef<HTMLDivElement>(null);
  const [choice, choose] = useChoice();
  const [goesAlong, goAlong] = useState(true);
  const [list, showList] = useState(false);
  const follow = (driver: string | undefined): void => {
    goAlong(true);
    choose({ follow: driver, booking: undefined });
  };
  const { scene, failed } = useScene(container, city, {
    picked: (what) =>
      what?.taxi === undefined ? choose({ follow: undefined, booking: what?.booking }) : follow(what.taxi),
    movedAway: () => goAlong(false),
  });
  const streets = useStreets(city.code);
  useDrawn(scene, { ...choice, goesAlong }, city.code);
  useEffect(() => streets.data && scene?.setData('streets', streets.data.data), [scene, streets.data]);
  return (
    <div className={css.map}>
      <div className={css.canvas} ref={container} />
      <MapNotice failed={failed} streets={streets} />
      <div className={css.controls}>
        <MapControls
          heat={choice.heat}
          list={list}
          onZoom={(by) => scene?.map.zoomTo(scene.map.getZoom() + by)}
          onCity={() => scene?.showCity()}
          onHeat={() => choose({ heat: !choice.heat })}
          onList={() => showList(!list)}
        />
      </div>
      <div className={css.legend}>
        <Legend hidden={choice.hidden} onHide={(hidden) => choose({ hidden })} />
      </div>
      <div className={css.side}>
        {list && (
          <TaxiList
            hidden={choice.hidden}
            followed={choice.follow}
            onFollow={follow}
            onClose={() => showList(false)}
          />
        )}
        <MapCards
          choice={choice}
          goesAlong={goesAlong}
          onFollow={follow}
          onGoAlong={() => goAlong(true)}
          onClose={() => choose({ follow: undefined, booking: undefined })}
        />
      </div>
      {streets.data && <Attribution text={streets.data.attribution} />}
    </div>
  );
}

type Drawn = ReturnType<typeof useChoice>[0] & { goesAlong: boolean };

/** Has the map draw what is chosen: its taxi, its way, demand. */
function useDrawn(scene: CityScene | undefined, choice: Drawn, city: string): void {
  const { follow, booking, heat, hidden, goesAlong } = choice;
  const ridden = useLive(
    (view) => booking ?? (follow === undefined ? undefined : view.city?.taxis.get(follow)?.bookingId),
  );
  const state = useLive((view) => (ridden === undefined ? undefined : view.city?.jobs.get(ridden)?.state));
  const way = useWay(ridden, state).data;
  const known = useLive((view) => view.city !== undefined);
  const demand = useDemand(city, heat && known).data;
  useEffect(() => {
    scene?.choose({ hidden, followed: follow, goesAlong, booking, heat });
  }, [scene, hidden, follow, goesAlong, booking, heat]);
  useEffect(() => {
    scene?.setData('way', wayGeoJson(ridden === undefined ? undefined : way));
  }, [scene, way, ridden]);
  useEffect(() => {
    if (demand) scene?.setData('demand', demand);
  }, [scene, demand]);
}
