package preview

import (
	"net/http"
	"slices"
	"time"
)

// limits bound the memory and the time that clients can take.
type limits struct {
	connections int           // open at the same time; further ones wait until one is closed
	header      int           // bytes of a request's first line and headers, about
	read        time.Duration // for the headers of a request, and again for its body
	write       time.Duration // for each piece of an answer
	idle        time.Duration // from an answer to the next request on the same connection
}

func defaultLimits() limits {
	return limits{
		connections: 512,
		header:      32 << 10, // with the cookies of all other servers on this machine
		read:        10 * time.Second,
		write:       10 * time.Second,
		idle:        30 * time.Second,
	}
}

// pieceSize is the number of bytes that a client has to take in the time for a piece.
const pieceSize = 32 << 10

// pieceWriter gives the client the same time for each piece of an answer, so that a slow
// client gets a large file and the connection of one that reads nothing is closed.
type pieceWriter struct {
	http.ResponseWriter
	time time.Duration
}

func (w *pieceWriter) Write(data []byte) (n int, err error) {
	for piece := range slices.Chunk(data, pieceSize) {
		w.renew()
		m, err := w.ResponseWriter.Write(piece)
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// renew gives the client time for the next piece. Writers in memory have no deadlines.
func (w *pieceWriter) renew() {
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(w.time))
}

// Unwrap returns the writer for [http.ResponseController].
func (w *pieceWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
