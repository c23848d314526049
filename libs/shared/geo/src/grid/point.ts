/** A point of the unit sphere that can be set again: what `unitVector` gives, without making anything. */
export class SpherePoint {
  x = 0.5;
  y = 0.5;
  z = 0.5;

  set(lat: number, lng: number): void {
    const phi = (lat * Math.PI) / 180;
    const lambda = (lng * Math.PI) / 180;
    const cosine = Math.cos(phi);
    this.x = cosine * Math.cos(lambda);
    this.y = cosine * Math.sin(lambda);
    this.z = Math.sin(phi);
  }
}
