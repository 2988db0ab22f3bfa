//! Counts the memory that is held, and stops everything at once where a small file makes a reader hold much.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a file of 1 MiB, that may unpack to 1 MiB, should never need.
const HELD_MAX: usize = 32 << 20;

struct Bounded;

static HELD: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static MEMORY: Bounded = Bounded;

fn hold(size: usize) {
    if HELD.fetch_add(size, Ordering::Relaxed) + size > HELD_MAX {
        eprintln!("more than {HELD_MAX} bytes held, the last {size} of them at once");
        std::process::abort();
    }
}

// SAFETY: everything is done by the system's allocator; only the sizes are counted.
unsafe impl GlobalAlloc for Bounded {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        hold(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        hold(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        hold(size);
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}
