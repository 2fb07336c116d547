package engine;

import io.kestra.core.models.executions.Execution;
import io.kestra.core.queues.QueueFactoryInterface;
import io.kestra.core.queues.QueueInterface;
import io.kestra.core.runners.ExecutorInterface;
import io.kestra.core.runners.Worker;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Map;
import java.util.UUID;

/** Kestra 1.x. */
final class LineOne implements Line {
    @Override
    public void start(ApplicationContext context, int workerThreads) {
        Thread.ofPlatform().daemon().start(context.getBean(ExecutorInterface.class));
        Worker worker = (Worker) context.createBean(
            io.kestra.worker.DefaultWorker.class,
            Map.of("workerId", UUID.randomUUID().toString(), "numThreads", workerThreads));
        Thread.ofPlatform().daemon().start(worker);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void emit(ApplicationContext context, Execution execution) throws Exception {
        QueueInterface<Execution> queue =
            context.getBean(QueueInterface.class, Qualifiers.byName(QueueFactoryInterface.EXECUTION_NAMED));
        queue.emit(execution);
    }
}
