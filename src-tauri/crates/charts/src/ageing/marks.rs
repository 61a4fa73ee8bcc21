//! The mark of each open request: where it stands, how it looks, and what finds it.

use std::collections::VecDeque;

use super::{Ageing, Item};
use crate::axis::Linear;
use crate::figure::{Area, AxisStep};
use crate::number::amount;
use crate::scene::{Paint, Point, Rect, Scene, at, solid};
use crate::theme::Palette;

/// Half the box that pointer and keys find a mark in, in px.
const MARK_REACH_PX: f64 = 7.0;

/// From the middle of a mark to that of the next beside it, in px.
const BESIDE_PX: f64 = 8.5;

/// The items with the place of each, oldest first as in the table; one of no state drawn has no place.
///
/// Marks of about one age stand side by side around the middle of their state. Each is as near to the middle as those
/// before it allow, so that nothing but age and number makes the shape.
pub(super) fn placed<'a>(
    data: &'a Ageing,
    y: &Linear,
    (centers, step): (&[f64], f64),
) -> Vec<(&'a Item, Option<Point>)> {
    let mut items: Vec<&Item> = data.items.iter().collect();
    items.sort_by(|a, b| b.age_days.total_cmp(&a.age_days));
    // Places beside the middle: right, left, further right, …
    let slots: Vec<f64> = (0..)
        .map(|nth: u32| f64::from(nth.div_ceil(2)) * if nth.is_multiple_of(2) { -1.0 } else { 1.0 })
        .map(|side| side * BESIDE_PX)
        .take_while(|aside| *aside == 0.0 || aside.abs() <= step * 0.4)
        .collect();
    // The newest places of each state: those that a next mark, which is younger, can still meet.
    let mut near: Vec<VecDeque<Point>> = vec![VecDeque::new(); centers.len()];
    let place = |item: &'a Item| {
        let age = amount(item.age_days)?;
        let (center, near) = (centers.get(item.state)?, near.get_mut(item.state)?);
        let y = y.at(age);
        while near.front().is_some_and(|other| (other.y - y).abs() >= BESIDE_PX) {
            near.pop_front();
        }
        let meets = |x: f64| near.iter().any(|other| (other.x - x).hypot(other.y - y) < BESIDE_PX - 0.01);
        // Where the row is full they cover each other: further out they would stand in the next state.
        let full = || slots.get(near.len() % slots.len()).copied().unwrap_or(0.0);
        let aside = slots.iter().copied().find(|aside| !meets(center + aside)).unwrap_or_else(full);
        let point = at(center + aside, y);
        if near.len() < MOST_NEAR * slots.len() {
            near.push_back(point);
        }
        Some(point)
    };
    let places: Vec<Option<Point>> = items.iter().copied().map(place).collect();
    items.into_iter().zip(places).collect()
}

/// Rows of places looked at before a mark: of thousands of one age all places are taken anyway.
const MOST_NEAR: usize = 4;

/// Draws them, those older than the limit (in days) as diamonds above the others.
pub(super) fn paint(scene: &mut Scene, items: &[(&Item, Option<Point>)], limit: f64, palette: &Palette) {
    let old = |item: &Item| item.age_days > limit;
    for (_, place) in items.iter().filter(|(item, _)| !old(item)) {
        if let Some(place) = place {
            scene.circle(*place, 3.5, palette.surface, Some((palette.mark_2, 1.5)));
        }
    }
    for place in items.iter().filter(|(item, _)| old(item)).filter_map(|(_, place)| *place) {
        scene.diamond(place, 5.0, Paint::Fill(palette.surface));
        scene.diamond(place, 5.0, solid(palette.mark, 1.75));
    }
}

/// Each item as pointer and keys find it.
pub(super) fn steps(items: &[(&Item, Option<Point>)], plot: Rect) -> Vec<AxisStep> {
    let step = |(number, (_, place)): (i32, &(&Item, Option<Point>))| {
        let Point { x, y } = place.unwrap_or(at(plot.left, plot.bottom));
        let reach = MARK_REACH_PX;
        AxisStep { number, area: Area::from(Rect::new(x - reach, y - reach, x + reach, y + reach)) }
    };
    (1..).zip(items).map(step).collect()
}
