//! Placing labels so that none covers another.

/// A label that wants to stand at `want` px and takes `size` px around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wish {
    pub(crate) want: f64,
    pub(crate) size: f64,
}

/// Places labels along one direction, in the order given, as near to their wishes as their sizes
/// allow, between `low` and `high`. Returns the middles. Where there is not enough room, they run past `high`.
///
/// Pools neighbours that would meet and centres each pool on the mean of its wishes, which moves
/// everything the least (least squares under a fixed order).
pub(crate) fn spread(wishes: &[Wish], low: f64, high: f64) -> Vec<f64> {
    struct Pool {
        first: usize,
        /// Where the pool's upper edge would like to be, summed over its labels.
        want_sum: f64,
        count: f64,
        size: f64,
    }
    impl Pool {
        fn top(&self, low: f64, high: f64) -> f64 {
            (self.want_sum / self.count).min(high - self.size).max(low)
        }
    }
    let mut pools: Vec<Pool> = Vec::with_capacity(wishes.len());
    for (i, wish) in wishes.iter().enumerate() {
        let mut pool = Pool { first: i, want_sum: wish.want - wish.size / 2.0, count: 1.0, size: wish.size };
        while let Some(before) =
            pools.pop_if(|before| before.top(low, high) + before.size > pool.top(low, high))
        {
            // Seen from the joint upper edge, the later labels start lower by what stands before them.
            let want_sum = before.want_sum + pool.want_sum - pool.count * before.size;
            let (count, size) = (before.count + pool.count, before.size + pool.size);
            pool = Pool { first: before.first, want_sum, count, size };
        }
        pools.push(pool);
    }
    let mut middles = Vec::with_capacity(wishes.len());
    let ends = pools.iter().skip(1).map(|pool| pool.first).chain([wishes.len()]);
    for (pool, end) in pools.iter().zip(ends) {
        let mut edge = pool.top(low, high);
        for wish in &wishes[pool.first..end] {
            middles.push(edge + wish.size / 2.0);
            edge += wish.size;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(want: f64) -> Wish {
        Wish { want, size: 10.0 }
    }

    #[test]
    fn labels_with_room_stay_where_they_want_to_be() {
        assert_eq!(spread(&[wish(10.0), wish(30.0)], 0.0, 100.0), [10.0, 30.0]);
    }

    #[test]
    fn labels_that_would_meet_share_the_way() {
        // Both want 50: they end half a size above and below it.
        assert_eq!(spread(&[wish(50.0), wish(50.0)], 0.0, 100.0), [45.0, 55.0]);
        assert_eq!(spread(&[wish(99.0), wish(99.0)], 0.0, 100.0), [85.0, 95.0]);
    }

    proptest! {
        #[test]
        fn placed_labels_never_meet_and_keep_their_order(
            wants in prop::collection::vec((0.0..300.0_f64, 5.0..40.0_f64), 0..7),
        ) {
            let wishes: Vec<Wish> = wants.iter().map(|&(want, size)| Wish { want, size }).collect();
            let middles = spread(&wishes, 0.0, 300.0);
            prop_assert_eq!(middles.len(), wishes.len());
            for i in 1..middles.len() {
                let gap = middles[i] - middles[i - 1];
                prop_assert!(gap >= (wishes[i].size + wishes[i - 1].size) / 2.0 - 1e-6);
            }
            if let Some(first) = middles.first() {
                prop_assert!(first - wishes[0].size / 2.0 >= -1e-6);
            }
        }
    }
}
