package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
)

// maxPorts is how many ports are tried.
const maxPorts = 20

// Listen listens on a port of an address, or on the next one that is free, and reports
// whether the port itself was taken. The default address is 127.0.0.1, which only this
// machine can reach; port 0 is any free one.
func Listen(bind string, port int) (l net.Listener, taken bool, err error) {
	if bind == "" {
		bind = "127.0.0.1"
	}
	last := min(port+maxPorts-1, 65535)
	for p := port; p <= last; p++ {
		l, err = net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(p)))
		if !isTaken(err) {
			return l, p != port, err
		}
	}
	if isTaken(err) {
		return nil, true, fmt.Errorf("the ports %d to %d of %s are all taken", port, last, bind)
	}
	return nil, false, fmt.Errorf("%d is not a port; ports are numbers up to 65535", port)
}

// isTaken reports whether an error means that another program listens there.
func isTaken(err error) bool {
	const windows = syscall.Errno(10048) // WSAEADDRINUSE
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

// Serve answers requests until ctx ends. It then closes all connections and returns when
// none of its goroutines remains. The error is nil if ctx ended it.
func Serve(ctx context.Context, l net.Listener, s *Server) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	connections := make(chan struct{}, s.limits.connections) // holds one for each open connection
	server := http.Server{
		Handler:                      s,
		DisableGeneralOptionsHandler: true, // it answers whatever the Host header says
		ReadHeaderTimeout:            s.limits.read,
		IdleTimeout:                  s.limits.idle,
		MaxHeaderBytes:               s.limits.header,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
		ConnState: func(_ net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew: // called before the next connection is accepted
				connections <- struct{}{}
			case http.StateClosed:
				<-connections
			}
		},
	}
	var closing sync.WaitGroup
	closing.Go(func() {
		<-ctx.Done()
		_ = server.Close()
	})
	err := server.Serve(l)
	cancel()
	closing.Wait()
	_ = server.Close()           // a connection may have come in while the others were closed
	for range cap(connections) { // wait until all are closed
		connections <- struct{}{}
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
