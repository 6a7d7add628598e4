;; The inner loops of needle-search.ts, which says what they are for and fills the tables.
;;
;; Memory:       0  how far a window may jump by the hash of its last four bytes
;;           16384  1 where a needle's window begins with four bytes of that hash
;;           32768  1 where a needle's window has four bytes of that hash in its middle
;;           49152  1 where a line that begins with these two bytes is wanted
;;          114688  addresses found by $find: four bytes for each byte of a slice of 64 KiB
;;          376832  addresses found by $beginnings, likewise
;;          638976  the slice, and behind it the first bytes of the next one
(module
  (memory (export "memory") 11)
  (global (export "jumps") i32 (i32.const 0))
  (global (export "starts") i32 (i32.const 16384))
  (global (export "middles") i32 (i32.const 32768))
  (global (export "pairs") i32 (i32.const 49152))
  (global (export "found") i32 (i32.const 114688))
  (global (export "begun") i32 (i32.const 376832))
  (global (export "slice") i32 (i32.const 638976))
  (global (export "sliceBytes") i32 (i32.const 65536))
  (global $escapes (export "escapes") (mut i32) (i32.const 0))

  ;; Slides one window, whose last byte is at $last, up to $end. Writes to $out where it may be that of a needle, and
  ;; returns the place behind what was written. $back is the distance from the window's fourth byte to its last.
  (func $slide (param $last i32) (param $end i32) (param $back i32) (param $out i32) (result i32)
    (local $jump i32)
    (loop $next
      (if (i32.ge_u (local.get $last) (local.get $end)) (then (return (local.get $out))))
      (local.set $jump (i32.load8_u (i32.shr_u (i32.mul
        (i32.load (i32.sub (local.get $last) (i32.const 3))) (i32.const 0x9E3779B1)) (i32.const 18))))
      (if (i32.eqz (local.get $jump))
        (then
          (if (i32.load8_u offset=16384 (i32.shr_u (i32.mul
                (i32.load (i32.sub (i32.sub (local.get $last) (local.get $back)) (i32.const 3)))
                (i32.const 0x9E3779B1)) (i32.const 18)))
            (then
              (if (i32.load8_u offset=32768 (i32.shr_u (i32.mul
                    (i32.load (i32.sub
                      (i32.sub (local.get $last) (i32.shr_u (local.get $back) (i32.const 1))) (i32.const 3)))
                    (i32.const 0x9E3779B1)) (i32.const 18)))
                (then
                  (i32.store (local.get $out) (local.get $last))
                  (local.set $out (i32.add (local.get $out) (i32.const 4)))))))
          (local.set $jump (i32.const 1))))
      (local.set $last (i32.add (local.get $last) (local.get $jump)))
      (br $next))
    (unreachable))

  ;; Slides four windows of $size bytes over the four quarters between $from and $to, in turn: each waits for memory most
  ;; of the time. Returns how many addresses of last bytes it found, in ascending order.
  (func (export "find") (param $from i32) (param $to i32) (param $size i32) (result i32)
    (local $back i32) (local $quarter i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (local $aEnd i32) (local $bEnd i32) (local $cEnd i32)
    (local $aOut i32) (local $bOut i32) (local $cOut i32) (local $dOut i32)
    (local $aJump i32) (local $bJump i32) (local $cJump i32) (local $dJump i32)
    (local.set $back (i32.sub (local.get $size) (i32.const 4)))
    (local.set $a (i32.sub (i32.add (local.get $from) (local.get $size)) (i32.const 1)))
    (if (i32.lt_u (i32.sub (local.get $to) (local.get $from)) (i32.mul (local.get $size) (i32.const 4)))
      (then (return (i32.shr_u (i32.sub
        (call $slide (local.get $a) (local.get $to) (local.get $back) (i32.const 114688))
        (i32.const 114688)) (i32.const 2)))))
    (local.set $quarter (i32.shr_u (i32.sub (local.get $to) (local.get $from)) (i32.const 2)))
    (local.set $b (local.tee $aEnd (i32.add (local.get $a) (local.get $quarter))))
    (local.set $c (local.tee $bEnd (i32.add (local.get $b) (local.get $quarter))))
    (local.set $d (local.tee $cEnd (i32.add (local.get $c) (local.get $quarter))))
    (local.set $aOut (i32.const 114688))
    (local.set $bOut (i32.add (i32.const 114688) (i32.mul (local.get $quarter) (i32.const 4))))
    (local.set $cOut (i32.add (i32.const 114688) (i32.mul (local.get $quarter) (i32.const 8))))
    (local.set $dOut (i32.add (i32.const 114688) (i32.mul (local.get $quarter) (i32.const 12))))
    (block $over
      (loop $next
        (br_if $over (i32.ge_u (local.get $a) (local.get $aEnd)))
        (br_if $over (i32.ge_u (local.get $b) (local.get $bEnd)))
        (br_if $over (i32.ge_u (local.get $c) (local.get $cEnd)))
        (br_if $over (i32.ge_u (local.get $d) (local.get $to)))
        (local.set $aJump (i32.load8_u (i32.shr_u (i32.mul
          (i32.load (i32.sub (local.get $a) (i32.const 3))) (i32.const 0x9E3779B1)) (i32.const 18))))
        (local.set $bJump (i32.load8_u (i32.shr_u (i32.mul
          (i32.load (i32.sub (local.get $b) (i32.const 3))) (i32.const 0x9E3779B1)) (i32.const 18))))
        (local.set $cJump (i32.load8_u (i32.shr_u (i32.mul
          (i32.load (i32.sub (local.get $c) (i32.const 3))) (i32.const 0x9E3779B1)) (i32.const 18))))
        (local.set $dJump (i32.load8_u (i32.shr_u (i32.mul
          (i32.load (i32.sub (local.get $d) (i32.const 3))) (i32.const 0x9E3779B1)) (i32.const 18))))
        ;; A window that may not jump is slid by one byte, and looked at on the way.
        (if (i32.eqz (local.get $aJump))
          (then
            (local.set $aOut (call $slide (local.get $a) (i32.add (local.get $a) (i32.const 1)) (local.get $back) (local.get $aOut)))
            (local.set $aJump (i32.const 1))))
        (if (i32.eqz (local.get $bJump))
          (then
            (local.set $bOut (call $slide (local.get $b) (i32.add (local.get $b) (i32.const 1)) (local.get $back) (local.get $bOut)))
            (local.set $bJump (i32.const 1))))
        (if (i32.eqz (local.get $cJump))
          (then
            (local.set $cOut (call $slide (local.get $c) (i32.add (local.get $c) (i32.const 1)) (local.get $back) (local.get $cOut)))
            (local.set $cJump (i32.const 1))))
        (if (i32.eqz (local.get $dJump))
          (then
            (local.set $dOut (call $slide (local.get $d) (i32.add (local.get $d) (i32.const 1)) (local.get $back) (local.get $dOut)))
            (local.set $dJump (i32.const 1))))
        (local.set $a (i32.add (local.get $a) (local.get $aJump)))
        (local.set $b (i32.add (local.get $b) (local.get $bJump)))
        (local.set $c (i32.add (local.get $c) (local.get $cJump)))
        (local.set $d (i32.add (local.get $d) (local.get $dJump)))
        (br $next)))
    (local.set $aOut (call $slide (local.get $a) (local.get $aEnd) (local.get $back) (local.get $aOut)))
    (local.set $bOut (call $slide (local.get $b) (local.get $bEnd) (local.get $back) (local.get $bOut)))
    (local.set $cOut (call $slide (local.get $c) (local.get $cEnd) (local.get $back) (local.get $cOut)))
    (local.set $dOut (call $slide (local.get $d) (local.get $to) (local.get $back) (local.get $dOut)))
    ;; What the later windows found goes behind what the first one found.
    (local.set $aOut (call $append (local.get $aOut) (i32.add (i32.const 114688) (i32.mul (local.get $quarter) (i32.const 4))) (local.get $bOut)))
    (local.set $aOut (call $append (local.get $aOut) (i32.add (i32.const 114688) (i32.mul (local.get $quarter) (i32.const 8))) (local.get $cOut)))
    (local.set $aOut (call $append (local.get $aOut) (i32.add (i32.const 114688) (i32.mul (local.get $quarter) (i32.const 12))) (local.get $dOut)))
    (i32.shr_u (i32.sub (local.get $aOut) (i32.const 114688)) (i32.const 2)))

  ;; Moves what is from $from to $to down to $at, and returns the place behind it.
  (func $append (param $at i32) (param $from i32) (param $to i32) (result i32)
    (memory.copy (local.get $at) (local.get $from) (i32.sub (local.get $to) (local.get $from)))
    (i32.add (local.get $at) (i32.sub (local.get $to) (local.get $from))))

  ;; Counts the line feeds between $from and $to. Sets $escapes where an escape character stands there.
  (func (export "count") (param $from i32) (param $to i32) (result i32)
    (local $count i32) (local $mask i32) (local $feeds v128) (local $escapes v128) (local $seen v128) (local $bytes v128)
    (local.set $feeds (i8x16.splat (i32.const 10)))
    (local.set $escapes (i8x16.splat (i32.const 27)))
    (block $over
      (loop $next
        (br_if $over (i32.gt_u (i32.add (local.get $from) (i32.const 16)) (local.get $to)))
        (local.set $bytes (v128.load (local.get $from)))
        (local.set $count (i32.add (local.get $count)
          (i32.popcnt (i8x16.bitmask (i8x16.eq (local.get $bytes) (local.get $feeds))))))
        (local.set $seen (v128.or (local.get $seen) (i8x16.eq (local.get $bytes) (local.get $escapes))))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $next)))
    ;; Of the last 16 bytes, those before $to: a shift by 16 at most.
    (local.set $mask (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $to) (local.get $from))) (i32.const 1)))
    (local.set $bytes (v128.load (local.get $from)))
    (global.set $escapes (i32.or (global.get $escapes) (i32.or
      (v128.any_true (local.get $seen))
      (i32.and (local.get $mask) (i8x16.bitmask (i8x16.eq (local.get $bytes) (local.get $escapes)))))))
    (i32.add (local.get $count) (i32.popcnt (i32.and
      (local.get $mask)
      (i8x16.bitmask (i8x16.eq (local.get $bytes) (local.get $feeds)))))))

  ;; Finds the lines that begin after a line feed between $from and $to, and of which the first two bytes that are no
  ;; blanks are a wanted pair, or which may go on behind $to. Returns how many. Passes over 64 blanks at most.
  (func (export "beginnings") (param $from i32) (param $to i32) (result i32)
    (local $bits i32) (local $start i32) (local $at i32) (local $byte i32) (local $out i32) (local $feeds v128)
    (local.set $feeds (i8x16.splat (i32.const 10)))
    (local.set $out (i32.const 376832))
    (block $over
      (loop $next
        (br_if $over (i32.ge_u (local.get $from) (local.get $to)))
        (local.set $bits (i8x16.bitmask (i8x16.eq (v128.load (local.get $from)) (local.get $feeds))))
        (block $passed
          (loop $line
            (br_if $passed (i32.eqz (local.get $bits)))
            (local.set $start (i32.add (i32.add (local.get $from) (i32.ctz (local.get $bits))) (i32.const 1)))
            (br_if $over (i32.ge_u (local.get $start) (local.get $to)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (local.set $at (local.get $start))
            (block $word
              (loop $blank
                (local.set $byte (i32.load8_u (local.get $at)))
                (br_if $word (i32.gt_u (local.get $byte) (i32.const 32)))
                (br_if $word (i32.and
                  (i32.ne (local.get $byte) (i32.const 32)) (i32.ne (local.get $byte) (i32.const 9))))
                (br_if $word (i32.ge_u (i32.sub (local.get $at) (local.get $start)) (i32.const 64)))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (br $blank)))
            (if (i32.or
                  (i32.load8_u offset=49152 (i32.load16_u (local.get $at)))
                  (i32.ge_u (i32.add (local.get $at) (i32.const 1)) (local.get $to)))
              (then
                (i32.store (local.get $out) (local.get $start))
                (local.set $out (i32.add (local.get $out) (i32.const 4)))))
            (br $line)))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $out) (i32.const 376832)) (i32.const 2))))
