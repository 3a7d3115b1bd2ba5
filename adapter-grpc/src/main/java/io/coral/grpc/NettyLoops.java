package io.coral.grpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Netty threads of our own, one unless asked for more, so that closing ends it: a selector that is
 * still waiting when the Java runtime ends costs a third of a second.
 */
public final class NettyLoops implements AutoCloseable {
  private static final long END_MILLIS = 1_000;

  private final EventLoopGroup group;

  private NettyLoops(EventLoopGroup group) {
    this.group = group;
  }

  public static NettyLoops start(String name) {
    return start(name, 1);
  }

  /** With several threads, over which connections are spread. */
  public static NettyLoops start(String name, int count) {
    var threads = new DefaultThreadFactory(name, true);
    return new NettyLoops(
        new MultiThreadIoEventLoopGroup(count, threads, NioIoHandler.newFactory()));
  }

  public EventLoopGroup group() {
    return group;
  }

  @Override
  public void close() {
    var ended = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    try {
      ended.await(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
