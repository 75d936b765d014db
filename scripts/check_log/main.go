// Reads a log's files with Go's own library of tiled logs (golang.org/x/mod/sumdb), which runs the
// Go checksum database and knows nothing of this project: `main DIR [OLDER_CHECKPOINT]`.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// files reads tiles where C2SP tlog-tiles puts them: the library's own paths name the height too.
type files struct{ folder string }

func (files) Height() int                      { return height }
func (files) SaveTiles([]tlog.Tile, [][]byte) {}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(f.folder, path(tile)))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

func path(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(name string) string {
	data, err := os.ReadFile(name)
	check(err)
	return string(data)
}

// opened is the tree of a checkpoint, once its signature was verified.
func opened(text string, verifier note.Verifier) tlog.Tree {
	signed, err := note.Open([]byte(text), note.VerifierList(verifier))
	check(err)
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

// entries are those of a bundle, each after its length in two bytes.
func entries(folder string, n, width int64) [][]byte {
	tile := tlog.Tile{H: height, L: 0, N: n, W: int(width)}
	data := []byte(read(filepath.Join(folder, strings.Replace(path(tile), "tile/0/", "tile/entries/", 1))))
	var found [][]byte
	for len(data) > 0 {
		end := 2 + int(binary.BigEndian.Uint16(data))
		found, data = append(found, data[2:end]), data[end:]
	}
	return found
}

func main() {
	folder := os.Args[1]
	verifier, err := note.NewVerifier(strings.TrimSpace(read(filepath.Join(folder, "key"))))
	check(err)
	tree := opened(read(filepath.Join(folder, "checkpoint")), verifier)
	hashes := tlog.TileHashReader(tree, files{folder})
	var checked int64
	for n := int64(0); n*256 < tree.N; n++ {
		width := tree.N - n*256
		if width > 256 {
			width = 256
		}
		for at, entry := range entries(folder, n, width) {
			place, leaf := n*256+int64(at), tlog.RecordHash(entry)
			if place%97 == 0 || place == tree.N-1 {
				proof, err := tlog.ProveRecord(tree.N, place, hashes)
				check(err)
				check(tlog.CheckRecord(proof, tree.N, tree.Hash, place, leaf))
			}
			told, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, place)})
			check(err)
			if told[0] != leaf {
				check(fmt.Errorf("entry %d is not its leaf", place))
			}
			checked++
		}
	}
	for _, name := range os.Args[2:] {
		older := opened(read(name), verifier)
		proof, err := tlog.ProveTree(tree.N, older.N, hashes)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
	}
	fmt.Printf("%d entries, a head and %d older ones: right\n", checked, len(os.Args)-2)
}
