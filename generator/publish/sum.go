package publish

import (
	"crypto/sha256"
	"io"
	"os"
)

// Sum is the SHA-256 sum of the bytes of a file.
type Sum [sha256.Size]byte

// SumOf returns the sum of data.
func SumOf(data []byte) Sum { return sha256.Sum256(data) }

func sumOfFile(path string) (Sum, error) {
	f, err := os.Open(path)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return Sum{}, err
	}
	return Sum(h.Sum(nil)), nil
}
