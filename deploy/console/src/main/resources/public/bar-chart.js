// Shares of a window's samples beside the reference's.

import { onThemeChange, paintFrame, variable } from './charts.js';
import { percent, precise } from './format.js';

/**
 * A chart of bars, the reference wide and pale behind the window; show() gives it names and shares. With isLying each pair lies, so that long names
 * have room.
 */
export function pairedBars(canvas, isLying) {
  const value = isLying ? 'x' : 'y';
  const kind = isLying ? 'y' : 'x';
  let titles = [];
  const chart = new window.Chart(canvas, {
    type: 'bar',
    data: {
      labels: [],
      datasets: [
        { label: 'Now', data: [], backgroundColor: variable('--line-0'), grouped: false, categoryPercentage: 1, barPercentage: 0.46, order: 0, borderRadius: 2 },
        { label: 'Reference', data: [], backgroundColor: variable('--reference'), grouped: false, categoryPercentage: 1, barPercentage: 0.9, order: 1, borderRadius: 2 },
      ],
    },
    options: {
      indexAxis: isLying ? 'y' : 'x',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', axis: kind, intersect: false },
      plugins: {
        legend: { display: true, align: 'start', labels: { boxWidth: 12, boxHeight: 8, padding: 12 } },
        tooltip: { callbacks: { title: (items) => (items.length > 0 ? titles[items[0].dataIndex] : ''), label: (item) => `${item.dataset.label}: ${precise(item.parsed[value])} %` } },
      },
      scales: {
        [value]: { beginAtZero: true, ticks: { maxTicksLimit: 5, callback: (share) => percent(share / 100) } },
        [kind]: { grid: { display: false }, ticks: { autoSkip: !isLying, maxTicksLimit: isLying ? undefined : 6, maxRotation: 0 }, title: { display: !isLying, text: '' } },
      },
    },
  });

  function paint() {
    chart.data.datasets[0].backgroundColor = variable('--line-0');
    chart.data.datasets[1].backgroundColor = variable('--reference');
    paintFrame(chart);
  }

  paint();
  const stop = onThemeChange(paint);
  return {
    /** Shows bars: each {name, title, current, reference}, shares in hundredths; current is null where nothing was counted. */
    show(bars, axisTitle) {
      titles = bars.map((bar) => bar.title);
      chart.data.labels = bars.map((bar) => bar.name);
      chart.data.datasets[0].data = bars.map((bar) => bar.current);
      chart.data.datasets[1].data = bars.map((bar) => bar.reference);
      if (!isLying) chart.options.scales.x.title.text = axisTitle;
      chart.update('none');
    },
    destroy() {
      stop();
      chart.destroy();
    },
  };
}
