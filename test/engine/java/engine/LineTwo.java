package engine;

import io.kestra.core.models.executions.Execution;
import io.kestra.core.queues.DispatchQueueInterface;
import io.kestra.core.runners.Executor;
import io.kestra.core.runners.Worker;
import io.kestra.core.worker.Controller;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;

/** Kestra 2.0. */
final class LineTwo implements Line {
    @Override
    public void start(ApplicationContext context, int workerThreads) {
        Thread.ofPlatform().daemon().start(context.getBean(Executor.class));
        Thread.ofPlatform().daemon().start(() -> context.getBean(Controller.class).start());
        Thread.ofPlatform().daemon().start(() -> context.getBean(Worker.class).start(workerThreads));
    }

    @Override
    public void emit(ApplicationContext context, Execution execution) throws Exception {
        context.getBean(Argument.of(DispatchQueueInterface.class, Execution.class)).emit(execution);
    }
}
